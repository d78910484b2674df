namespace WsBridge.Testing;

/// <summary>EAPOL frames are QoS data with an HT Control field.</summary>
public sealed class EapolWithHtControl : ITransform
{
    private const int Htc = 0x80;

    /// <inheritdoc/>
    public string Name => "EAPOL with HT Control";

    /// <inheritdoc/>
    public bool LosesNothing => true;

    /// <inheritdoc/>
    public IEnumerable<AirFrame> Transform(IReadOnlyList<AirFrame> frames) => frames.Select(frame =>
        EapolFrames.TryTake(frame, out var eapol)
            ? frame with { Mac = eapol.ToQosData(eapol.Body, Htc, htControl: [0x03, 0x00, 0x00, 0x80]) }
            : frame);
}
