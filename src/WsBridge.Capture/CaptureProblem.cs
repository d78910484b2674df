namespace WsBridge.Capture;

/// <summary>Why reading stopped before the end that the file promised.</summary>
public enum CaptureProblemKind
{
    /// <summary>The file ends in the middle of something; a copy or a capture was interrupted.</summary>
    Truncated,

    /// <summary>The octets contradict themselves or the format.</summary>
    Damaged,

    /// <summary>The system could not read on: a disk or a network fails.</summary>
    Unreadable,
}

/// <summary>Where and why reading stopped; everything before it was read.</summary>
/// <param name="Kind">Cut off, damaged or unreadable.</param>
/// <param name="Name">The name of the capture, as given when it was opened.</param>
/// <param name="Offset">Octets from the start of the file (of the decompressed file with gzip) to the block or record that could not be
/// read.</param>
/// <param name="RecordsRead">The packets read before it.</param>
/// <param name="What">What is wrong there: a sentence without its subject's name and place.</param>
public sealed record CaptureProblem(CaptureProblemKind Kind, string Name, long Offset, long RecordsRead, string What)
{
    /// <summary>The whole in a sentence for users.</summary>
    public override string ToString()
    {
        string state = Kind switch
        {
            CaptureProblemKind.Truncated => "is cut off",
            CaptureProblemKind.Damaged => "is damaged",
            _ => "cannot be read on",
        };
        string read = RecordsRead switch
        {
            0 => "no packet was read before it",
            1 => "the 1 packet before it was read",
            _ => string.Create(null, $"the {RecordsRead} packets before it were read"),
        };

        return $"{Name} {state} at offset {Offset}: {What}; {read}.";
    }
}
