using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Benchmarks.Captures;

/// <summary>A frame between a STA and an AP, made once and sent again for each STA.</summary>
internal sealed class FrameTemplate
{
    private const int ReceiverOffset = 4;
    private const int TransmitterOffset = 10;
    private const int SequenceControlOffset = 22;

    /// <summary>Stands for the nonce of a handshake message.</summary>
    public static readonly byte[] Nonce = Octets.Repeat(0xD7, 32);

    private static readonly byte[] Radiotap = MakeRadiotap.Wrap([], new RadiotapOptions { FrequencyMHz = 5180, Rate = 48, SignalDbm = -52 });

    private readonly byte[] _packet;
    private readonly int _staOffset;
    private readonly int _nonceOffset;

    public FrameTemplate(byte[] frame, bool fromAp)
    {
        _packet = [.. Radiotap, .. frame];
        _staOffset = Radiotap.Length + (fromAp ? ReceiverOffset : TransmitterOffset);
        _nonceOffset = _packet.AsSpan().IndexOf(Nonce);
    }

    /// <summary>The packet for this STA, good until the next call.</summary>
    /// <param name="sta">The STA.</param>
    /// <param name="sequence">Sequence number.</param>
    public ReadOnlySpan<byte> For(MacAddress sta, int sequence)
    {
        sta.CopyTo(_packet.AsSpan(_staOffset));
        int control = Radiotap.Length + SequenceControlOffset;
        (_packet[control], _packet[control + 1]) = ((byte)(sequence << 4), (byte)(sequence >> 4));
        if (_nonceOffset >= 0)
        {
            sta.CopyTo(_packet.AsSpan(_nonceOffset));
        }

        return _packet;
    }
}
