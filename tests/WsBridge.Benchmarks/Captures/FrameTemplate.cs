using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Benchmarks.Captures;

/// <summary>A frame between a STA and an AP, made once and sent again for each STA.</summary>
internal sealed class FrameTemplate
{
    private const int ReceiverOffset = 4;
    private const int TransmitterOffset = 10;
    private const int SequenceControlOffset = 22;

    /// <summary>Stands for the MLD MAC address of a multi-link STA.</summary>
    public static readonly MacAddress Mld = new(0x06D7_D7D7_D7D7UL);

    /// <summary>Stands for its address on another link.</summary>
    public static readonly MacAddress OtherLink = new(0x0AD7_D7D7_D7D7UL);

    /// <summary>Stands for the nonce of a handshake message.</summary>
    public static readonly byte[] Nonce = Octets.Repeat(0xD7, 32);

    private static readonly byte[] Radiotap = MakeRadiotap.Wrap([],
        new RadiotapOptions { FrequencyMHz = 5180, Rate = 48, SignalDbm = -52 });

    private readonly byte[] _packet;
    private readonly int _staOffset;
    private readonly int[] _mldOffsets;
    private readonly int[] _otherLinkOffsets;
    private readonly int[][] _bssidOffsets;
    private readonly int _nonceOffset;

    public FrameTemplate(byte[] frame, bool fromAp)
    {
        _packet = [.. Radiotap, .. frame];
        _staOffset = Radiotap.Length + (fromAp ? ReceiverOffset : TransmitterOffset);
        _mldOffsets = OffsetsOf(Mld);
        _otherLinkOffsets = OffsetsOf(OtherLink);
        _bssidOffsets = [.. Network.Bssids.Select(OffsetsOf)];
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
        Put(new MacAddress(sta.Value ^ Mld.Value), _mldOffsets);
        Put(new MacAddress(sta.Value ^ OtherLink.Value), _otherLinkOffsets);
        if (_nonceOffset >= 0)
        {
            sta.CopyTo(_packet.AsSpan(_nonceOffset));
        }

        return _packet;
    }

    /// <summary>The packet for this STA in another place, good until the next call.</summary>
    /// <param name="sta">The STA.</param>
    /// <param name="sequence">Sequence number.</param>
    /// <param name="bssids">The BSSs there, in place of <see cref="Network.Bssids"/>.</param>
    public ReadOnlySpan<byte> For(MacAddress sta, int sequence, IReadOnlyList<MacAddress> bssids)
    {
        for (int bss = 0; bss < _bssidOffsets.Length; bss++)
        {
            Put(bssids[bss], _bssidOffsets[bss]);
        }

        return For(sta, sequence);
    }

    private void Put(MacAddress address, int[] offsets)
    {
        foreach (int offset in offsets)
        {
            address.CopyTo(_packet.AsSpan(offset));
        }
    }

    private int[] OffsetsOf(MacAddress placeholder)
    {
        byte[] octets = new byte[MacAddress.Size];
        placeholder.CopyTo(octets);
        return [.. Enumerable.Range(0, _packet.Length - octets.Length + 1).Where(at => _packet.AsSpan(at).StartsWith(octets))];
    }
}
