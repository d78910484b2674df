using WsBridge.Extcap;

return ExtcapProgram.Run(args, Console.OpenStandardOutput(), Console.OpenStandardError());
