@echo off
rem Takes WsBridge out of Wireshark again, and deletes it.
setlocal
set "place=%LOCALAPPDATA%\Programs\WsBridge"
"%place%\wsbridge.exe" uninstall
if errorlevel 1 (pause & exit /b 1)
echo WsBridge is out of Wireshark.
pause
rem The last line, which is read before this file is gone.
(goto) 2>nul & rmdir /s /q "%place%"
