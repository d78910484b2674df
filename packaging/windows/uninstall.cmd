@echo off
rem Takes WsBridge out of Wireshark again, and deletes what its package has: what the user put beside it stays.
setlocal
set "place=%LOCALAPPDATA%\Programs\WsBridge"
if not exist "%place%\files.txt" (echo There is no WsBridge in %place%. & pause & exit /b 1)
"%place%\wsbridge.exe" uninstall
if errorlevel 1 (pause & exit /b 1)
cd /d "%TEMP%"
for /f "usebackq delims=" %%f in ("%place%\files.txt") do if /i not "%%f"=="uninstall.cmd" if exist "%place%\%%f" del "%place%\%%f"
rem The inner folders come first there.
for /f "usebackq delims=" %%d in ("%place%\folders.txt") do rmdir "%place%\%%d" 2>nul
del "%place%\files.txt" "%place%\folders.txt"
echo WsBridge is out of Wireshark.
pause
rem The last line, which is read before this file is gone.
del "%place%\uninstall.cmd" & rmdir "%place%" 2>nul & exit /b 0
