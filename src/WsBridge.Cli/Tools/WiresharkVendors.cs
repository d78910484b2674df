using System.ComponentModel;
using CliWrap;
using CliWrap.Buffered;
using WsBridge.Capture;
using WsBridge.Cli.Output;
using WsBridge.Reports.Vendors;

namespace WsBridge.Cli.Tools;

/// <summary>The vendors of addresses as the Wireshark of this machine knows them.</summary>
internal static class WiresharkVendors
{
    /// <summary>
    /// Prefixes that any registry has; less is an excerpt that somebody made, or a word of a program that knows no such report.
    /// </summary>
    private const int FewestPrefixes = 1000;

    /// <summary>Reads them from the file of Wireshark 4.2 and earlier, else from <c>tshark -G manuf</c> of later ones.</summary>
    /// <returns>The registry; an empty one where there is no Wireshark, which is said on standard error.</returns>
    public static VendorRegistry Load()
    {
        string? tshark = WiresharkProgram.Find("tshark");
        foreach (string file in Files(tshark).Where(File.Exists))
        {
            if (TryRead(() => VendorRegistry.Read(File.ReadLines(file))) is { } fromFile)
            {
                return fromFile;
            }
        }

        if (tshark is not null && TryRead(() => VendorRegistry.Read(Report(tshark).Split('\n'))) is { } fromReport)
        {
            return fromReport;
        }

        StandardError.Say("vendors of addresses are not known here: tshark, which has the registry, was not found or does "
            + "not print it.");
        return VendorRegistry.Empty;
    }

    private static string Report(string tshark) =>
        CliWrap.Cli.Wrap(tshark).WithArguments(["-G", "manuf"]).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync()
            .GetAwaiter().GetResult().StandardOutput;

    private static IEnumerable<string> Files(string? tshark)
    {
        if (tshark is not null && Path.GetDirectoryName(Path.GetFullPath(tshark)) is { } folder)
        {
            yield return Path.Combine(folder, "..", "share", "wireshark", "manuf");
            yield return Path.Combine(folder, "manuf");
            yield return Path.Combine(folder, "..", "Resources", "share", "wireshark", "manuf");
        }

        if (!OperatingSystem.IsWindows())
        {
            yield return "/usr/share/wireshark/manuf";
        }
    }

    private static VendorRegistry? TryRead(Func<VendorRegistry> read)
    {
        try
        {
            VendorRegistry registry = read();
            return registry.Count >= FewestPrefixes ? registry : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or Win32Exception)
        {
            StandardError.Say($"the vendors of addresses cannot be read: {SystemMessage.Of(error)}.");
            return null;
        }
    }
}
