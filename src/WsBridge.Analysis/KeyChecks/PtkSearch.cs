using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>Derives the PTK of a 4-way handshake from candidate keys, and keeps the one that a MIC proves.</summary>
internal sealed class PtkSearch(KeyFinder finder, FtRoots roots, KnownPmksas pmksas) : IDisposable
{
    /// <summary>
    /// How often all keys are tried for one handshake. Once would do, were it not that a single message 2 may be damaged; after that,
    /// only the likely keys.
    /// </summary>
    private const int MaxSearches = 2;

    private Derivation _scratch = new();

    /// <summary>The MIC of a message is the one that the derived PTK makes.</summary>
    public static bool Verifies(Derivation derivation, HandshakeFrame message)
    {
        EapolKey key = message.Key;
        AkmKeys akm = derivation.Ptk.Akm;
        MicAlgorithm algorithm = akm.EapolMic is MicAlgorithm.HmacMd5 or MicAlgorithm.HmacSha1
            ? key.Information.DescriptorVersion == 1 ? MicAlgorithm.HmacMd5 : MicAlgorithm.HmacSha1
            : akm.EapolMic;
        return key.MicLength == akm.EapolMicLength && EapolMic.Verify(algorithm, derivation.Ptk.Kck, key);
    }

    /// <summary>Tries the known keys, likely ones first, until one makes the MIC of the message.</summary>
    /// <param name="association">Whose handshake it is.</param>
    /// <param name="keys">Keeps the key that is found.</param>
    /// <param name="inputs">What the PTK is derived from.</param>
    /// <param name="message">The message with the MIC.</param>
    /// <param name="message2">The message 2 that the inputs are from.</param>
    public bool TryFindKey(Association association, ExchangeKeys keys, in PtkInputs inputs, HandshakeFrame message, HandshakeFrame message2)
    {
        var trial = new FourWayTrial(_scratch, inputs, message.Key);
        var who = new KeyOwner
        {
            Sta = association.Sta,
            Ssid = inputs.Ssid,
            Akm = inputs.Akm,
            TimeMicroseconds = message.Frame.Ref.TimeMicroseconds,
            Last = keys.Key ?? keys.Last,
        };
        bool likelyOnly = keys.Searches >= MaxSearches;
        if (finder.Find(ref trial, who, likelyOnly) is not { } key)
        {
            keys.Searches++;
            return false;
        }

        keys.Prove(key);
        keys.IsHandshakeRight = true;
        Keep(association, keys, inputs, message2);
        if (!association.IsFtProtocol)
        {
            pmksas.Remember(association, inputs, key, keys.Current!.Ptk, message.Frame.Ref);
        }

        return true;
    }

    /// <summary>Derives the PTK anew from these nonces with the key of the exchange, and keeps it where it makes the MIC.</summary>
    public bool TryDerive(Association association, ExchangeKeys keys, HandshakeFrame message, HandshakeFrame message2,
        ReadOnlySpan<byte> aNonce, ReadOnlySpan<byte> sNonce)
    {
        if (!PtkReader.TryRead(association, message2, out PtkInputs inputs))
        {
            return false;
        }

        inputs.ANonce = aNonce;
        inputs.SNonce = sNonce;
        if (!IsMadeBy(keys, inputs, message))
        {
            return false;
        }

        Keep(association, keys, inputs, message2);
        return true;
    }

    /// <summary>The key of the exchange makes the MIC of the message with a PTK of these inputs.</summary>
    public bool IsMadeBy(ExchangeKeys keys, in PtkInputs inputs, HandshakeFrame message)
    {
        var trial = new FourWayTrial(_scratch, inputs, message.Key);
        return keys.Key is { } key && KeyFinder.Fits(key, ref trial, inputs.Akm, finder.NetworkOf(inputs.Ssid));
    }

    public void Dispose() => _scratch.Dispose();

    /// <summary>What the scratch derivation holds is proven: it becomes the exchange's.</summary>
    private void Keep(Association association, ExchangeKeys keys, in PtkInputs inputs, HandshakeFrame message2)
    {
        if (_scratch.IsFt && inputs.Akm.RsnType == 13 && !_scratch.R1.Name.IsEmpty)
        {
            ChooseNames(inputs, message2);
        }

        Derivation other = keys.Current ?? new Derivation();
        keys.Current = _scratch;
        _scratch = other;
        keys.HasR1 = keys.Current.IsFt;
        if (keys.Current.IsFt && association.IsFtInitial && !keys.Current.R0.Name.IsEmpty)
        {
            roots.Remember(inputs, keys.Key!, keys.Current.R0);
        }
    }

    /// <summary>
    /// With AKM 13 the names of the hierarchy are seen made with SHA-256 too: the STA tells by the PMKR1Name in message 2.
    /// </summary>
    private void ChooseNames(in PtkInputs inputs, HandshakeFrame message2)
    {
        if (message2.TryGetRsne(out _, out Rsne rsne) && rsne.PmkidsThere > 0 && !rsne.ContainsPmkid(_scratch.R1.Name))
        {
            _scratch.NameBy(KeyHash.Sha256, inputs);
            if (!rsne.ContainsPmkid(_scratch.R1.Name))
            {
                _scratch.NameBy(KeyHash.Sha384, inputs);
            }
        }
    }
}
