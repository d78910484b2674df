using WsBridge.Dot11;

namespace WsBridge.Capture.Streams;

/// <summary>A frame out of a datagram.</summary>
public readonly ref struct StreamedFrame
{
    /// <summary>What the sender says of it; nothing where it comes with a radiotap header of its own.</summary>
    public RadioHeader? Radio { get; init; }

    /// <summary>The 802.11 frame, or where <see cref="Radio"/> is null radiotap and frame.</summary>
    public ReadOnlySpan<byte> Octets { get; init; }

    /// <summary>Octets that the sender, or the capture, cut off.</summary>
    public int CutOff { get; init; }

    /// <summary>Numbers of the packets with its other parts, where it did not come in one datagram.</summary>
    public IReadOnlyList<long>? OtherParts { get; init; }

    /// <summary>When it was received, in microseconds on some clock of the sender; null when it does not say.</summary>
    public long? ReceivedMicroseconds { get; init; }
}

/// <summary>What a datagram is.</summary>
public enum DatagramKind
{
    /// <summary>Nothing known here.</summary>
    Unknown,

    /// <summary>It holds a frame.</summary>
    Frame,

    /// <summary>It is well-formed and holds no 802.11 frame: a keepalive, or a frame of another medium.</summary>
    NoFrame,

    /// <summary>It is encrypted with DTLS.</summary>
    Encrypted,
}
