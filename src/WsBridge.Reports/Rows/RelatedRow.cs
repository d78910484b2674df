namespace WsBridge.Reports.Rows;

/// <summary>A frame to look at beside the one that a finding stands on.</summary>
/// <param name="Frame">Its number, as Wireshark counts.</param>
/// <param name="Why">What it has to do with the finding.</param>
public sealed record RelatedRow(long Frame, string Why);
