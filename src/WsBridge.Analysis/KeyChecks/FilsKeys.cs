using System.Security.Cryptography;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>
/// FILS shared key authentication without PFS: a known key is the right one when it decrypts the (Re)Association Request. With PFS the
/// PTK is made with a Diffie-Hellman secret that nobody has logged.
/// </summary>
internal sealed class FilsKeys(KeyFinder finder) : IDisposable
{
    /// <summary>Of very many MSKs only so many are taken for rMSKs.</summary>
    private const int MaxRmsks = 256;

    private Derivation _scratch = new();

    /// <summary>An Authentication frame of FILS; one of the AP is of status 0.</summary>
    public static void OnAuthentication(ExchangeKeys keys, StoredFrame frame, bool fromAp)
    {
        if (!fromAp)
        {
            keys.Fils = new FilsExchange { Asked = frame };
        }
        else if (keys.Fils is { } fils)
        {
            fils.Answered = frame;
        }
    }

    /// <summary>A (Re)Association Request, which the association has taken already.</summary>
    public void OnRequest(Association association, ExchangeKeys keys, StoredFrame frame)
    {
        if (keys.Fils is not { Answered: { } answered } fils || association.Akm is not { IsFils: true } akm
            || !SsidReader.Association(association, out ReadOnlySpan<byte> ssid))
        {
            return;
        }

        fils.Request = fils.Response = null;
        var inputs = new PtkInputs
        {
            Akm = akm,
            TemporalKeyLength = TemporalKey.LengthOf(frame.Elements, null),
            WithKdk = PtkReader.HasSecureLtf(frame.Elements) && PtkReader.ApHasSecureLtf(association),
            SNonce = FilsFrames.NonceOf(fils.Asked.Elements),
            ANonce = FilsFrames.NonceOf(answered.Elements),
            Ssid = ssid,
        };
        (inputs.Ap, inputs.Sta) = MldAddresses.Of(association, null);
        if (inputs.SNonce.IsEmpty || inputs.ANonce.IsEmpty || Find(association, keys, inputs, frame) is not { } key)
        {
            return;
        }

        keys.Prove(key);
        (keys.Current, _scratch) = (_scratch, keys.Current ?? new Derivation());
        fils.Request = Open(keys, frame, inputs.SNonce, inputs.ANonce);
    }

    /// <summary>A (Re)Association Response of status 0.</summary>
    public static void OnResponse(ExchangeKeys keys, StoredFrame frame)
    {
        if (keys is { IsRight: true, Fils: { Request: not null, Answered: { } answered } fils })
        {
            fils.Response = Open(keys, frame, FilsFrames.NonceOf(answered.Elements), FilsFrames.NonceOf(fils.Asked.Elements));
        }
    }

    public void Dispose() => _scratch.Dispose();

    private KnownKey? Find(Association association, ExchangeKeys keys, in PtkInputs inputs, StoredFrame frame)
    {
        var trial = new FilsTrial(_scratch, inputs, frame);
        var who = new KeyOwner
        {
            Sta = association.Sta,
            Ssid = inputs.Ssid,
            Akm = inputs.Akm,
            TimeMicroseconds = frame.Ref.TimeMicroseconds,
            Last = keys.Last,
        };
        if (finder.Find(ref trial, who) is { } key)
        {
            return key;
        }

        foreach (KnownKey candidate in finder.Candidates(association.Sta, inputs.Ssid, MaxRmsks))
        {
            if (candidate.Kind == KeyKind.Msk && trial.FitsRmsk(candidate.Material))
            {
                return candidate;
            }
        }

        return null;
    }

    private static FilsClear? Open(ExchangeKeys keys, StoredFrame frame, ReadOnlySpan<byte> ownNonce, ReadOnlySpan<byte> otherNonce)
    {
        if (FilsFrames.Open(frame.Header, frame.Elements, keys.Current!.Ptk.Kek, ownNonce, otherNonce) is not { } octets)
        {
            return null;
        }

        var opened = new StoredFrame(frame.Ref, octets, frame.MacOffset, isCutOff: false, hasDataPad: false);
        var clear = new FilsClear(frame.Ref, FilsFrames.OciOf(opened.Elements).ToArray());
        CryptographicOperations.ZeroMemory(octets);
        return clear;
    }
}
