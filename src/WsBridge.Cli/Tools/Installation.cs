namespace WsBridge.Cli.Tools;

/// <summary>Where the parts of this wsbridge are.</summary>
internal static class Installation
{
    /// <summary>The program itself.</summary>
    public static string Program => Environment.ProcessPath ?? Path.Combine(AppContext.BaseDirectory, "wsbridge");

    /// <summary>The program is .NET's own, which was given this one: nobody else can start it so.</summary>
    public static bool IsRunByDotnet => Path.GetFileNameWithoutExtension(Program) == "dotnet";

    /// <summary>The Lua stub; its schema lies beside it.</summary>
    public static string Stub => Path.Combine(AppContext.BaseDirectory, "lua", "wsbridge.lua");

    /// <summary>The program that Wireshark starts for our capture sources.</summary>
    public static string CaptureSources =>
        Path.Combine(AppContext.BaseDirectory, "extcap", OperatingSystem.IsWindows() ? "wsbridge-extcap.exe" : "wsbridge-extcap");
}
