#!/usr/bin/env bash
# Clients that three generators make of the served description. Each compiles without a warning, calls the published
# service, and reads of its answers what tests/clients/answers.json says.
set -euo pipefail
source .ci/lib.sh
address=http://127.0.0.1:18083
work=$CI_WORK/clients
nothing_at "$address"
dotnet "$CI_WORK/app/GradCheck.Api.dll" --urls "$address" >"$CI_WORK/clients.log" 2>&1 </dev/null &
service=$!
trap 'kill -TERM "$service" 2>/dev/null || true; wait "$service" || true' EXIT
cp -r tests/clients "$work"
(cd "$work" && dotnet tool restore)
wait_for "$address/health/ready" "$service" || { cat "$CI_WORK/clients.log"; exit 1; }
curl -sSf "$address/swagger/v1/swagger.json" -o "$work/openapi.json"

# The commands are those of docs/http.md.
typescript() {
  cd "$work/typescript" && npm ci --ignore-scripts --no-audit --no-fund && npx openapi-typescript ../openapi.json --default-non-nullable=false -o api.d.ts && npx tsc
}
nswag() {
  cd "$work/nswag" && dotnet nswag openapi2csclient /input:../openapi.json /output:Client.cs /namespace:GradCheck.Client /className:GradCheckClient \
    /generateNullableReferenceTypes:true /generateOptionalPropertiesAsNullable:true /excludedTypeNames:Tensor,InputTensor,PartialTensor,Dout && built
}
kiota() {
  cd "$work/kiota" && jq '.components.schemas |= (.Tensor = {} | .InputTensor = {} | .PartialTensor = {})' ../openapi.json >openapi.json &&
    KIOTA_TELEMETRY_OPTOUT=true dotnet kiota generate -l CSharp -d openapi.json -o Client -c GradCheckClient -n GradCheck.Client && built
}
built() { dotnet build -o out -p:RestoreLockedMode=true -nologo -v quiet; }

# reads COMMAND...: the client's answers are the stored ones.
reads() { "$@" "$address" <"$work/batchnorm.py" | tee "$work/read.json" | jq -e --slurpfile expected "$work/answers.json" '. == $expected[0]' || { cat "$work/read.json"; return 1; }; }

check "openapi-typescript: compiles" typescript
check "openapi-typescript: reads tensors, names and null" reads node "$work/typescript/out/main.js"
check "NSwag: compiles" nswag
check "NSwag: reads tensors, names and null" reads dotnet "$work/nswag/out/Nswag.dll"
check "Kiota: compiles" kiota
check "Kiota: reads tensors, names and null" reads dotnet "$work/kiota/out/Kiota.dll"
