@echo off
rem A double click installs WsBridge for this user: no administrator is needed.
rem No path stands inside parentheses, which one in it would close: C:\Users\John (Work).
setlocal
set "place=%LOCALAPPDATA%\Programs\WsBridge"
set "package=%~dp0"
if /i "%package%"=="%place%\" goto installed

rem files.txt lists what a package has. What the version before had and this one has not goes; what the user put beside it stays.
set "old=%TEMP%\wsbridge-files-%RANDOM%.txt"
if exist "%place%\files.txt" copy /y "%place%\files.txt" "%old%" >nul
xcopy /e /i /q /y "%package%." "%place%" >nul
if errorlevel 1 goto notcopied
if not exist "%old%" goto installed
for /f "usebackq delims=" %%f in ("%old%") do if not exist "%package%%%f" if exist "%place%\%%f" del "%place%\%%f"
del "%old%"

:installed
"%place%\wsbridge.exe" install
if errorlevel 1 goto unknown
"%place%\wsbridge.exe" doctor
if errorlevel 1 goto found
echo WsBridge is installed. Start Wireshark and open a Wi-Fi capture.
pause
exit /b 0

:notcopied
echo WsBridge could not be copied to %place%. Close Wireshark and try again.
pause
exit /b 1

:unknown
echo WsBridge is in %place%, and Wireshark does not know it yet: see above.
pause
exit /b 1

:found
echo WsBridge is installed, and the doctor has found something: see above.
pause
exit /b 1
