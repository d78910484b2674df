@echo off
rem Runs wsbridge from a checkout: builds it (the SDK sees what changed), then runs it. Build output shows only when the build fails.
setlocal
set "root=%~dp0"
set "out=%root%artifacts\wsbridge"
where dotnet >nul 2>nul || (echo wsbridge: the .NET SDK 10 is missing. See https://dotnet.microsoft.com/download 1>&2 & exit /b 2)
if not exist "%root%artifacts" mkdir "%root%artifacts"
if not exist "%out%\wsbridge.exe" echo wsbridge: building WsBridge, once after each change of its sources; this takes some minutes. 1>&2
dotnet publish "%root%src\WsBridge.Cli\WsBridge.Cli.csproj" -c Release --use-current-runtime -o "%out%" --nologo -v quiet >"%root%artifacts\build.log" 2>&1
if not errorlevel 1 dotnet publish "%root%extcap\wsbridge-extcap.csproj" -c Release --use-current-runtime -o "%out%\extcap" --nologo -v quiet >"%root%artifacts\build.log" 2>&1
if errorlevel 1 (type "%root%artifacts\build.log" 1>&2 & echo wsbridge: the build failed; see above. 1>&2 & exit /b 2)
"%out%\wsbridge.exe" %*
exit /b %errorlevel%
