# The service's image: docker build -t gradcheck .
# The tags get the fixes of .NET 10 as they come out. To deploy the very same bytes again, pin what a tag
# stood for when it was tested: FROM mcr.microsoft.com/dotnet/sdk:10.0@sha256:... and likewise below.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source

# Packages first: as long as these files stay the same, the layer with the packages is taken from the cache.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/GradCheck/GradCheck.csproj src/GradCheck/packages.lock.json src/GradCheck/
COPY src/GradCheck.Python/GradCheck.Python.csproj src/GradCheck.Python/packages.lock.json src/GradCheck.Python/
COPY src/GradCheck.Programs/GradCheck.Programs.csproj src/GradCheck.Programs/packages.lock.json src/GradCheck.Programs/
COPY src/GradCheck.Api/GradCheck.Api.csproj src/GradCheck.Api/packages.lock.json src/GradCheck.Api/
RUN dotnet restore src/GradCheck.Api --locked-mode -p:PublishReadyToRun=true

COPY .editorconfig ./
COPY src/ src/
# Compiled ahead of time for the machine that builds.
RUN dotnet publish src/GradCheck.Api -c Release -o /app --no-restore \
    --self-contained false -p:PublishReadyToRun=true -p:ContinuousIntegrationBuild=true

# No shell and no package manager; it runs with a read-only root, as nothing is ever written.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled
WORKDIR /app
COPY --from=build /app ./
# Every interface at 8080. Without diagnostics the runtime makes no socket in /tmp.
ENV ASPNETCORE_HTTP_PORTS=8080 DOTNET_EnableDiagnostics=0
EXPOSE 8080
USER $APP_UID
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 CMD ["dotnet", "GradCheck.Api.dll", "--healthcheck"]
# SIGTERM ends the listening; what is under way is answered first.
STOPSIGNAL SIGTERM
ENTRYPOINT ["dotnet", "GradCheck.Api.dll"]
