using System.Text;
using KeraLua;

namespace WsBridge.WindowsStandIn;

/// <summary>Runs a Lua script as lua.exe would, with the lua54.dll of a package.</summary>
internal static class LuaScript
{
    public static int Run(string[] arguments)
    {
        using var lua = new Lua { Encoding = Encoding.UTF8 };
        lua.CreateTable(arguments.Length, 0);
        for (int i = 0; i < arguments.Length; i++)
        {
            lua.PushString(arguments[i]);
            lua.RawSetInteger(-2, i);
        }

        lua.SetGlobal("arg");
        if (!lua.DoFile(arguments[0]))
        {
            return 0;
        }

        Console.Error.WriteLine(lua.ToString(-1));
        return 1;
    }
}
