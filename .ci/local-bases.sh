#!/usr/bin/env bash
# Stand-ins for the base images of the Dockerfiles, under their names, where no registry is reached: the two of the
# service, Debian instead of Ubuntu, with this machine's own .NET; and Debian itself for the graders. They show that the
# Dockerfiles work, not what is shipped under those names.
# usage: local-bases.sh [options of buildah, such as --root FOLDER]
set -euo pipefail

# The name of the Dockerfile's first or second base.
base() { awk -v n="$1" '$1 == "FROM" && ++seen == n { print $2 }' "$(dirname "$0")/../Dockerfile"; }
buildah=(buildah "$@")
dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
debian=$work/debian
settings=(--env APP_UID=1654 --env ASPNETCORE_HTTP_PORTS=8080 --env DOTNET_RUNNING_IN_CONTAINER=true
  --env DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=true --env PATH=/usr/local/bin:/usr/bin:/bin)

# image NAME FOLDER OPTION...: makes an image of a folder's content.
image() {
  local name=$1 folder=$2 container mounted
  shift 2
  container=$("${buildah[@]}" from scratch)
  mounted=$("${buildah[@]}" mount "$container")
  cp -a "$folder/." "$mounted/"
  "${buildah[@]}" umount "$container" >/dev/null
  "${buildah[@]}" config "${settings[@]}" "$@" "$container"
  "${buildah[@]}" commit --quiet --format docker --rm "$container" "$name" >/dev/null
}

# A small Debian, for the graders and for the SDK. A restore inside the build needs the certificates that this machine trusts.
sources=/etc/apt/sources.list.d/debian.sources
[ -f "$sources" ] || sources=/etc/apt/sources.list
mmdebstrap --quiet --variant=apt --include=ca-certificates,libssl3,zlib1g,libstdc++6,tzdata \
  --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
  bookworm "$debian" "$sources"
cp -L /etc/ssl/certs/ca-certificates.crt "$debian/etc/ssl/certs/ca-certificates.crt"
chiseled=$work/chiseled
mkdir -p "$chiseled"/{app,tmp,home/app,etc/ssl/certs,usr/bin,usr/lib,usr/lib64,usr/share/dotnet}

# The runtime alone, with the libraries that it loads: no shell, no package manager, an ordinary user.
for folder in bin lib lib64; do ln -s "usr/$folder" "$chiseled/$folder"; done
for library in ld-linux-x86-64 libc libm libdl libpthread librt libresolv libnss_dns libnss_files libgcc_s libstdc++ libz libssl libcrypto; do
  (cd "$debian" && cp -L --parents usr/lib/x86_64-linux-gnu/"$library".so.? "$chiseled/" 2>/dev/null ||
    { mkdir -p "$chiseled/usr/lib/x86_64-linux-gnu" && cp -L lib/x86_64-linux-gnu/"$library".so.? "$chiseled/usr/lib/x86_64-linux-gnu/"; })
done
cp -L "$debian/lib64/ld-linux-x86-64.so.2" "$chiseled/usr/lib64/"
cp -a "$debian/usr/share/zoneinfo" "$chiseled/usr/share/"
cp "$debian/etc/ssl/certs/ca-certificates.crt" "$chiseled/etc/ssl/certs/"
printf '%s\n' 'root:x:0:0::/root:/sbin/nologin' 'app:x:1654:1654::/home/app:/sbin/nologin' >"$chiseled/etc/passwd"
printf '%s\n' 'root:x:0:' 'app:x:1654:' >"$chiseled/etc/group"
echo 'hosts: files dns' >"$chiseled/etc/nsswitch.conf"
chmod 1777 "$chiseled/tmp"
chown 1654:1654 "$chiseled/home/app"
cp -a "$dotnet"/{dotnet,host,shared} "$chiseled/usr/share/dotnet/"
ln -s /usr/share/dotnet/dotnet "$chiseled/usr/bin/dotnet"
image "$(base 2)" "$chiseled" --user 1654

graders=$(awk -F= '$1 == "ARG BASE" { print $2 }' "$(dirname "$0")/../docker/grader/Dockerfile")
image "$graders" "$debian"

mkdir -p "$debian/usr/share/dotnet"
cp -a "$dotnet/." "$debian/usr/share/dotnet/"
ln -s /usr/share/dotnet/dotnet "$debian/usr/bin/dotnet"
image "$(base 1)" "$debian" --env DOTNET_NOLOGO=true --env DOTNET_CLI_TELEMETRY_OPTOUT=1 --env NUGET_CERT_REVOCATION_MODE=offline
