using WsBridge.Capture;

namespace WsBridge.Cli.Output;

/// <summary>Where a copy of a capture goes: a file that appears when it is whole, or standard output, which gets it when it is whole.</summary>
internal sealed class CopyOutput : IDisposable
{
    private readonly PartialFile? _file;

    public CopyOutput(string output)
    {
        _file = output == "-" ? null : new PartialFile(output);
        Name = _file?.Name ?? Path.GetTempFileName();
    }

    /// <summary>The file to write to.</summary>
    public string Name { get; }

    /// <summary>Says on standard error why nothing can be copied from one to the other.</summary>
    public static bool IsUsable(string input, string output)
    {
        string? why = input == "-" ? "the capture is read more than once, so it cannot be standard input: give a file."
            : output == "-" && !Console.IsOutputRedirected ? "a capture is not written to a terminal: give -o FILE, or pipe it somewhere."
            : output != "-" && SameFile.Is(input, output) ? $"{output} is the capture itself, which is never overwritten: give another name."
            : null;
        if (why is not null)
        {
            Console.Error.WriteLine($"wsbridge: {why}");
        }

        return why is null;
    }

    /// <summary>Writes a copy.</summary>
    /// <param name="output">Where it goes; - is standard output.</param>
    /// <param name="write">Writes it to a file of this name.</param>
    /// <param name="written">Called when it is where it should be.</param>
    /// <returns>The exit status; what went wrong was said.</returns>
    public static int Write(string output, Action<string> write, Action written)
    {
        try
        {
            using (var copy = new CopyOutput(output))
            {
                write(copy.Name);
                copy.Complete();
            }

            written();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (output == "-")
            {
                return ExitStatus.Analysed; // whoever read our output has seen enough
            }

            Console.Error.WriteLine($"wsbridge: cannot write {output}: {error.Message}");
            return ExitStatus.Usage;
        }
        catch (CaptureFormatException error)
        {
            Console.Error.WriteLine($"wsbridge: {error.Message}"); // it has changed since it was read the first time
            return ExitStatus.Unreadable;
        }

        return ExitStatus.Analysed;
    }

    /// <summary>Everything was written.</summary>
    public void Complete()
    {
        _file?.Complete();
        if (_file is null)
        {
            using FileStream whole = File.OpenRead(Name);
            using Stream output = Console.OpenStandardOutput();
            whole.CopyTo(output);
        }
    }

    public void Dispose()
    {
        if (_file is null)
        {
            File.Delete(Name);
        }

        _file?.Dispose();
    }
}
