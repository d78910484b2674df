namespace WsBridge.Testing;

/// <summary>EAPOL frames have four addresses, as between an AP and a wireless bridge behind it (WDS).</summary>
public sealed class EapolInFourAddresses : ITransform
{
    private const int ToAndFromDs = 3;

    /// <inheritdoc/>
    public string Name => "EAPOL in four-address frames";

    /// <inheritdoc/>
    public bool LosesNothing => true;

    /// <inheritdoc/>
    public IEnumerable<AirFrame> Transform(IReadOnlyList<AirFrame> frames) => frames.Select(frame =>
        EapolFrames.TryTake(frame, out var eapol)
            ? frame with { Mac = eapol.ToQosData(eapol.Body, ToAndFromDs, address4: eapol.Sa) }
            : frame);
}
