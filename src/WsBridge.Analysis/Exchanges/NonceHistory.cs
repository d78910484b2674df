using System.Buffers.Binary;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>The nonces of handshakes that completed, so that keys rest on them; as many as a bounded table holds.</summary>
/// <remarks>Those of handshakes that failed are not remembered: a nonce that no key was made of may come again.</remarks>
public sealed class NonceHistory
{
    private readonly RecentTable<(MacAddress Sender, UInt128 First, UInt128 Second), UsedNonce> _used = new(8192);

    /// <summary>How many were given up.</summary>
    internal long Evicted => _used.Evicted;

    /// <summary>The first completed handshake in which this sender used this nonce.</summary>
    public bool TryFind(MacAddress sender, ReadOnlySpan<byte> nonce, out UsedNonce used) => _used.TryGet(KeyOf(sender, nonce), out used);

    internal void Remember(Association association, Handshake handshake)
    {
        if (handshake.M1.Count > 0 && handshake.M2.Count > 0)
        {
            Remember(association.Bss.Bssid, handshake.M3.Count > 0 ? handshake.M3[^1] : handshake.M1[^1], association, handshake);
            Remember(association.Sta, handshake.M2[^1], association, handshake);
        }
    }

    private static (MacAddress Sender, UInt128 First, UInt128 Second) KeyOf(MacAddress sender, ReadOnlySpan<byte> nonce) =>
        (sender, BinaryPrimitives.ReadUInt128BigEndian(nonce), BinaryPrimitives.ReadUInt128BigEndian(nonce[16..]));

    private void Remember(MacAddress sender, HandshakeFrame message, Association association, Handshake handshake)
    {
        EapolKey key = message.Key;
        if (key.HasNonZeroNonce && !TryFind(sender, key.Nonce, out _))
        {
            _used.Add(KeyOf(sender, key.Nonce),
                new UsedNonce(message.Frame.Ref, handshake.First.Frame.Ref, association.Bss.Bssid, association.Sta, message.ReplayCounter));
        }
    }
}

/// <summary>Where a nonce was used.</summary>
/// <param name="Frame">The frame that carried it.</param>
/// <param name="Handshake">First frame of the handshake.</param>
/// <param name="Bssid">The BSS.</param>
/// <param name="Sta">The STA.</param>
/// <param name="ReplayCounter">Key Replay Counter of the frame.</param>
public readonly record struct UsedNonce(FrameRef Frame, FrameRef Handshake, MacAddress Bssid, MacAddress Sta, ulong ReplayCounter);
