namespace WsBridge.Testing;

/// <summary>An FCS at the end of each frame, or not, and a radiotap header that says so, or not.</summary>
/// <param name="name">What it does.</param>
/// <param name="isThere">The octets are there.</param>
/// <param name="flags">Flags of radiotap: 0x10 says that they are; null leaves the field away.</param>
public sealed class FcsTransform(string name, bool isThere, int? flags) : ITransform
{
    /// <summary>Says "FCS at the end".</summary>
    public const int FcsAtEnd = 0x10;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public bool LosesNothing => true;

    /// <inheritdoc/>
    public IEnumerable<AirFrame> Transform(IReadOnlyList<AirFrame> frames) => frames.Select(frame => frame with
    {
        Fcs = isThere && frame.Missing == 0 ? frame.RightFcs() : [],
        Missing = frame.Missing == 0 || !isThere ? frame.Missing : frame.Missing + 4,
        Radiotap = frame.Radiotap with { Flags = flags },
    });
}
