using WsBridge.Dot11;
using WsBridge.Dot11.Keys;
using WsBridge.Testing;

namespace WsBridge.Fuzz.Targets;

/// <summary>An EAPOL PDU with each length of MIC, its KDEs, and its key data unwrapped with keys that anybody has.</summary>
internal sealed class EapolTarget : IFuzzTarget
{
    private const int MostSeeds = 200;

    private static readonly byte[] Keys = new byte[32];

    public IEnumerable<byte[]> Seeds() => FrameTarget.MacFrames().SelectMany(PduOf).DistinctBy(Convert.ToHexString).Take(MostSeeds);

    public void Run(byte[] octets)
    {
        if (!Eapol.TryReadLenient(octets, out Eapol eapol, out _))
        {
            return;
        }

        EapolTotality.Touch(eapol, 0);
        byte[] unwrapped = new byte[octets.Length];
        foreach (int micLength in (ReadOnlySpan<int>)[16, 24, 32])
        {
            if (EapolKey.TryReadLenient(eapol, micLength, out EapolKey key, out _))
            {
                _ = KeyDataUnwrap.Unwrap(key, Keys.AsSpan(0, Math.Min(micLength, Keys.Length)), unwrapped, out int length);
                FaultException.Unless(length <= key.KeyData.Length, "more was unwrapped than there was");
            }
        }
    }

    private static IEnumerable<byte[]> PduOf(byte[] frame) =>
        MacHeader.TryParse(frame, out MacHeader mac, out _)
            && Llc.TryGetEapol(mac, out ReadOnlySpan<byte> eapol, out _)
            ? [eapol.ToArray()]
            : [];
}
