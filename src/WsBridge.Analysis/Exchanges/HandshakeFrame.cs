using System.Buffers.Binary;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>An EAPOL-Key frame of a handshake.</summary>
public sealed class HandshakeFrame
{
    // Where things are in it: rules ask for them again and again.
    private readonly int _length;
    private readonly int _micLength;
    private readonly int _keyDataThere;
    private bool _knowsSuites;

    internal HandshakeFrame(StoredFrame frame, int number, int eapolOffset, in EapolKey key)
    {
        Frame = frame;
        Number = number;
        ReplayCounter = key.ReplayCounter;
        EapolOffset = eapolOffset;
        _length = key.Octets.Length;
        _micLength = key.MicLength;
        _keyDataThere = key.KeyData.Length;
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
    public int EapolOffset { get; }

    /// <summary>The EAPOL-Key frame; what is cut off is left out.</summary>
    public EapolKey Key => EapolKey.Again(Frame.Octets.Slice(EapolOffset, _length), _micLength, _keyDataThere);

    /// <summary>Key Data as elements and KDEs, with offsets from the MAC header; empty when encrypted.</summary>
    public Kdes Kdes => Key.Kdes(EapolOffset);

    /// <summary>The Key Data field is encrypted: what is in it cannot be told without keys.</summary>
    public bool IsEncrypted => Key.HasEncryptedKeyData;

    /// <summary>Whether the Key Data have an element, have none, or may have one that was cut off or is encrypted.</summary>
    public Presence PresenceOf(byte elementId) =>
        Kdes.TryFindElement(elementId, out _) ? Presence.Present : HasWholeKeyData ? Presence.Absent : Presence.CutOff;

    /// <summary>The same for a KDE.</summary>
    public Presence PresenceOf(KdeType type) =>
        Kdes.TryFind(type, out _) ? Presence.Present : HasWholeKeyData ? Presence.Absent : Presence.CutOff;

    /// <summary>
    /// AKM and pairwise cipher, where the RSNE (with WPA the WPA element) of the Key Data can be read to its end and names exactly one of
    /// each; null otherwise, and where the Key Data are encrypted.
    /// </summary>
    internal SuiteChoice? Suites
    {
        get
        {
            if (!_knowsSuites)
            {
                _knowsSuites = true;
                field = TryGetRsne(out Element element, out _) || TryGetWpa(out element, out _) ? SuiteChoice.In(element) : null;
            }

            return field;
        }
    }

    /// <summary>The Key Data are in the clear, and each octet of them was captured.</summary>
    private bool HasWholeKeyData => !IsEncrypted && Key.KeyData.Length == Key.KeyDataLength && Kdes.Error is null;

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

    /// <summary>The WPA element of the Key Data, as far as it can be read: what messages 2 and 3 of WPA have in place of an RSNE.</summary>
    public bool TryGetWpa(out Element element, out WpaElement wpa)
    {
        element = default;
        wpa = default;
        return Key.DescriptorType == EapolKey.WpaDescriptor && WpaElement.TryFind(Kdes, out element, out wpa);
    }
}
