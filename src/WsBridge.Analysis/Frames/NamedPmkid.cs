namespace WsBridge.Analysis.Frames;

/// <summary>A PMKID of a frame, in the order in which they stand.</summary>
/// <param name="Offset">Where it begins, from the MAC header.</param>
/// <param name="Meaning">What it stands for, as far as was known when the frame came.</param>
public readonly record struct NamedPmkid(int Offset, PmkidMeaning Meaning);
