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
