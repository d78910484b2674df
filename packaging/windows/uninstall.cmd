@echo off
rem Takes WsBridge out of Wireshark again, and deletes what its package has: what the user put beside it stays.
rem No path stands inside parentheses, which one in it would close: C:\Users\John (Work).
setlocal
set "place=%LOCALAPPDATA%\Programs\WsBridge"
if not exist "%place%\files.txt" goto nothing
"%place%\wsbridge.exe" uninstall
if errorlevel 1 goto failed
cd /d "%TEMP%"
rem First, for a program that runs is not deleted: then all of it stays, with its list, for another time.
del "%place%\wsbridge.exe"
if exist "%place%\wsbridge.exe" goto running
for /f "usebackq delims=" %%f in ("%place%\files.txt") do if /i not "%%f"=="uninstall.cmd" if exist "%place%\%%f" del "%place%\%%f"
rem The inner folders come first there.
for /f "usebackq delims=" %%d in ("%place%\folders.txt") do rmdir "%place%\%%d" 2>nul
del "%place%\files.txt" "%place%\folders.txt"
echo WsBridge is out of Wireshark.
pause
rem The last line, which is read before this file is gone.
del "%place%\uninstall.cmd" & rmdir "%place%" 2>nul & exit /b 0

:nothing
echo There is no WsBridge in %place%.
pause
exit /b 1

:running
echo WsBridge is out of Wireshark, and %place%\wsbridge.exe is in use. Close Wireshark and run this again.
:failed
pause
exit /b 1
