using System.ComponentModel;
using System.Text;
using CliWrap;

namespace WsBridge.Dot11.Tests;

/// <summary>Asks tshark for fields of every packet.</summary>
internal static class Tshark
{
    /// <summary>
    /// One row a packet, one column a field; several values in one field are joined by a comma. Null where there is no tshark.
    /// </summary>
    public static async Task<IReadOnlyList<string[]>?> ReadFields(string path, IEnumerable<string> fields)
    {
        var output = new StringBuilder();
        var command = Cli.Wrap("tshark")
            .WithArguments(arguments =>
            {
                arguments.Add("-n").Add("-r").Add(path).Add("-o").Add("wlan.enable_decryption:FALSE")
                    .Add("-T").Add("fields").Add("-E").Add("separator=/t").Add("-E").Add("aggregator=,");
                foreach (var field in fields)
                {
                    arguments.Add("-e").Add(field);
                }
            })
            .WithStandardOutputPipe(PipeTarget.ToStringBuilder(output))
            .WithValidation(CommandResultValidation.None);
        try
        {
            await command.ExecuteAsync();
        }
        catch (Win32Exception)
        {
            return null;
        }

        return [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r').Split('\t'))];
    }
}
