using System.Diagnostics;
using System.Globalization;

namespace WsBridge.Extcap.Local;

/// <summary>
/// Puts back what is changed of an adapter, whatever ends this process: a shell whose standard input is a pipe from here, which ends when
/// this process does, by itself or by SIGKILL. Signals to the process group, such as that of Ctrl+C, do not end it.
/// </summary>
/// <remarks>A process of .NET and not CliWrap, for which each line and its answer would be a stream, and which waits for the end.</remarks>
internal sealed class AdapterKeeper : IDisposable
{
    // Wireshark shows a capture as ended when its process has; the rest is done without us.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Lines come in: <c>lock FOLDER</c>, answered with a word, so that of two captures one has put the adapter back before the other looks
    /// at it; <c>capture PROCESS</c>, which must not be left; <c>undo COMMAND</c>. At the end of the lines all is undone in their order.
    /// </summary>
    private const string Script = """
        trap '' HUP INT QUIT TERM PIPE
        exec 2>/dev/null
        undo= capture=
        while read -r word rest; do
            case $word in
                lock)
                    command exec 9<"$rest" && flock -w 2 9
                    if [ $? -eq 1 ]; then echo used; else echo free; fi
                    ;;
                capture) capture=$rest ;;
                undo)
                    undo="$undo$rest
        "
                    ;;
            esac
        done
        [ -z "$capture" ] || kill "$capture"
        eval "$undo" </dev/null >/dev/null
        """;

    private readonly Lock _telling = new();
    private readonly Process _shell =
        Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Script.ReplaceLineEndings("\n")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

    /// <summary>Has the adapter for this capture alone; false when another one does not let go of it.</summary>
    /// <param name="folder">The folder that describes the adapter.</param>
    /// <param name="stop">Ends waiting.</param>
    public bool TryLock(string folder, CancellationToken stop)
    {
        Tell($"lock {folder}");
        return _shell.StandardOutput.ReadLineAsync(stop).AsTask().GetAwaiter().GetResult() != "used";
    }

    /// <summary>Ends this process too; null for none.</summary>
    public void Watch(int? process) => Tell(string.Create(CultureInfo.InvariantCulture, $"capture {process}"));

    /// <summary>Runs a command at the end.</summary>
    public void Undo(IEnumerable<string> command) =>
        Tell($"undo {string.Join(' ', command.Select(word => $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'"))}");

    /// <summary>Puts everything back; what takes longer goes on by itself.</summary>
    public void Dispose()
    {
        try
        {
            _shell.StandardInput.Close();
        }
        catch (IOException)
        {
            // Somebody has killed it.
        }

        _shell.WaitForExit(Patience);
        _shell.Dispose();
    }

    private void Tell(string line)
    {
        lock (_telling)
        {
            try
            {
                _shell.StandardInput.Write(line + "\n");
                _shell.StandardInput.Flush();
            }
            catch (IOException)
            {
                // Somebody has killed it.
            }
        }
    }
}
