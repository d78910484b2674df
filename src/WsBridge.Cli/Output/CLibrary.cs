using System.Runtime.InteropServices;

namespace WsBridge.Cli.Output;

/// <summary>
/// The C library with what was loaded in front of it (LD_PRELOAD: fakeroot, faketime and the like). The runtime would ask the library
/// itself, and then some calls on a file would take part in it and others not.
/// </summary>
internal static class CLibrary
{
    /// <summary>From here on it is asked so.</summary>
    public static void Install()
    {
        if (OperatingSystem.IsLinux())
        {
            NativeLibrary.SetDllImportResolver(
                typeof(CLibrary).Assembly,
                static (library, _, _) => library == "libc" ? NativeLibrary.GetMainProgramHandle() : 0);
        }
    }
}
