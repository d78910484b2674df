namespace WsBridge.WindowsStandIn;

/// <summary>Does what Wireshark for Windows does with WsBridge, where there is no Wireshark: `packaging/try-windows` runs it under Wine.</summary>
internal static class Program
{
    /// <summary>lua SCRIPT ARGUMENT… or pipe OUTPUT PROGRAM ARGUMENT…; exit status 1 says that it failed, 2 that the usage is wrong.</summary>
    public static int Main(string[] args) => args switch
    {
        ["lua", _, ..] => LuaScript.Run(args[1..]),
        ["pipe", var output, var program, .. var arguments] => ExtcapPipe.Run(output, program, arguments),
        _ => 2,
    };
}
