namespace WsBridge.Reports.Rows;

/// <summary>Which frame: the capture it is in, as that was named, and its number there, as Wireshark counts.</summary>
public readonly record struct FrameName(string Capture, long Number);
