using System.CommandLine;
using WsBridge.Cli.Commands.Plugins;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge plugin</c>: analyzers written by others.</summary>
internal static class PluginCommand
{
    public static Command Create() => new("plugin", """
        Analyzers written by others, in C#: their fields and expert infos are Wireshark's like any other.

        Only plugins that you add are ever loaded, each in a process of its own.

        Examples:
          wsbridge plugin new Hello
          wsbridge plugin check Hello.dll
          wsbridge plugin add Hello.dll
          wsbridge tshark -r some.pcapng -Y wsbridge.hello
        """)
    {
        NewPluginCommand.Create(),
        CheckPluginCommand.Create(),
        AddPluginCommand.Create(),
        ListPluginsCommand.Create(),
        RemovePluginCommand.Create(),
    };
}
