namespace WsBridge.Analysis.Intake;

/// <summary>What is known of the FCS of a frame.</summary>
internal enum FcsVerdict
{
    /// <summary>The frame has none: all octets are the frame.</summary>
    Absent,

    /// <summary>The last four octets are an FCS; right, or nobody can tell.</summary>
    Present,

    /// <summary>The frame was received with errors, or is no use for another reason that its FCS tells.</summary>
    Corrupt,
}
