using System.Buffers.Binary;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>An EAPOL-Key frame of a handshake.</summary>
public sealed class HandshakeFrame
{
    private readonly int _eapolOffset;
    private readonly int _micLength;

    internal HandshakeFrame(StoredFrame frame, int number, int eapolOffset, int micLength, ulong replayCounter)
    {
        Frame = frame;
        Number = number;
        ReplayCounter = replayCounter;
        _eapolOffset = eapolOffset;
        _micLength = micLength;
    }

    /// <summary>The frame.</summary>
    public StoredFrame Frame { get; }

    /// <summary>1 to 4: which message of the 4-way handshake; 0 for a group message.</summary>
    public int Number { get; }

    /// <summary>Key Replay Counter.</summary>
    public ulong ReplayCounter { get; }

    /// <summary>What the known keys say of its MIC. A later message of the handshake may tell more, so that it can change.</summary>
    public MicState Mic { get; internal set; }

    /// <summary>The frame has a MIC, and every octet that it was made over was captured.</summary>
    internal bool HasWholeMic
    {
        get
        {
            EapolKey key = Key;
            return key.MicLength > 0 && key.Octets.Length == Eapol.HeaderSize + BinaryPrimitives.ReadUInt16BigEndian(key.Octets[2..]);
        }
    }

    /// <summary>Offset of the EAPOL version octet from the MAC header.</summary>
    public int EapolOffset => _eapolOffset;

    /// <summary>The EAPOL-Key frame; what is cut off is left out.</summary>
    public EapolKey Key
    {
        get
        {
            _ = Eapol.TryReadLenient(Frame.Octets[_eapolOffset..], out Eapol eapol, out _);
            return EapolKey.TryReadLenient(eapol, _micLength, out EapolKey key, out _) ? key : default;
        }
    }

    /// <summary>Key Data as elements and KDEs, with offsets from the MAC header; empty when encrypted.</summary>
    public Kdes Kdes => Key.Kdes(_eapolOffset);

    /// <summary>The Key Data field is encrypted: what is in it cannot be told without keys.</summary>
    public bool IsEncrypted => Key.Information.EncryptedKeyData;

    /// <summary>The RSNE of the Key Data, as far as it can be read.</summary>
    public bool TryGetRsne(out Element element, out Rsne rsne)
    {
        if (Kdes.TryFindElement(ElementId.Rsne, out element))
        {
            rsne = Rsne.ReadLenient(element.Body);
            return true;
        }

        rsne = default;
        return false;
    }
}
