namespace WsBridge.Capture;

/// <summary>What goes into a copy beside packets, sections, interfaces and names, and what becomes of its stream.</summary>
public sealed record PcapngCopyOptions
{
    /// <summary>Also what is about the capture as a whole: statistics, custom blocks and blocks of types not known here.</summary>
    public bool WholeCapture { get; init; }

    /// <summary>Also decryption secrets: whoever gets the copy can then read what they decrypt.</summary>
    public bool Secrets { get; init; }

    /// <summary>The stream stays open when the copy is closed.</summary>
    public bool LeaveOpen { get; init; }
}
