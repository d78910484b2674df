@echo off
rem A double click installs WsBridge for this user: no administrator is needed.
setlocal
set "place=%LOCALAPPDATA%\Programs\WsBridge"
if /i not "%~dp0"=="%place%\" (
    xcopy /e /i /q /y "%~dp0." "%place%" >nul || (echo WsBridge could not be copied to %place%. & pause & exit /b 1)
)
"%place%\wsbridge.exe" install
if errorlevel 1 (echo WsBridge is in %place%, and Wireshark does not know it yet: see above. & pause & exit /b 1)
"%place%\wsbridge.exe" doctor
if errorlevel 1 (echo WsBridge is installed, and the doctor has found something: see above. & pause & exit /b 1)
echo WsBridge is installed. Start Wireshark and open a Wi-Fi capture.
pause
