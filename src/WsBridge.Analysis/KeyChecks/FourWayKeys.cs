using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>Finds the key of 4-way handshakes and checks the MICs of their messages with it.</summary>
internal sealed class FourWayKeys(KeyFinder finder, FtRoots roots, KnownPmksas pmksas) : IDisposable
{
    /// <summary>
    /// How often all keys are tried for one handshake. Once would do, were it not that a single message 2 may be damaged; after that,
    /// only the likely keys.
    /// </summary>
    private const int MostSearches = 2;

    /// <summary>
    /// How many transmissions of message 2 a message 3 is tried with, the latest ones: a STA may use a new SNonce in each.
    /// </summary>
    private const int MostSNonces = 4;

    private Derivation _scratch = new();

    /// <summary>Message 1 to 4, already added to the handshake.</summary>
    public void OnMessage(Association association, ExchangeKeys keys, Handshake handshake, HandshakeFrame message)
    {
        if (keys.Handshake != handshake)
        {
            keys.BeginHandshake(handshake);
        }

        keys.BeginMessage();

        if (message.Number == 1)
        {
            keys.AddMessage1(message);
        }

        if (message.Number == 1 || !message.HasWholeMic || handshake.M2.Count == 0)
        {
            return;
        }

        switch (message.Number)
        {
            case 2:
                OnMessage2(association, keys, handshake, message);
                break;
            case 3:
                OnMessage3(association, keys, handshake, message);
                break;
            default:
                OnMessage4(association, keys, handshake, message);
                break;
        }
    }

    /// <summary>
    /// ANonce that a message 2 answers: of the message 1 with its replay counter, else of the latest one before it, else of a message 3.
    /// </summary>
    /// <param name="handshake">The handshake.</param>
    /// <param name="message2">A message 2 of it.</param>
    /// <param name="isCertain">It is the one with the same replay counter.</param>
    /// <returns>Empty when none was captured.</returns>
    public static ReadOnlySpan<byte> ANonceOf(Handshake handshake, HandshakeFrame message2, out bool isCertain)
    {
        isCertain = false;
        HandshakeFrame? latest = null;
        for (int i = handshake.M1.Count - 1; i >= 0; i--)
        {
            HandshakeFrame candidate = handshake.M1[i];
            if (candidate.Frame.Ref.Id > message2.Frame.Ref.Id)
            {
                continue;
            }

            if (candidate.ReplayCounter == message2.ReplayCounter)
            {
                isCertain = true;
                return candidate.Key.Nonce;
            }

            latest ??= candidate;
        }

        latest ??= handshake.M3.Count > 0 ? handshake.M3[^1] : null;
        return latest is null ? default : latest.Key.Nonce;
    }

    public void Dispose() => _scratch.Dispose();

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

    private void OnMessage2(Association association, ExchangeKeys keys, Handshake handshake, HandshakeFrame message)
    {
        if (!TryRead(association, handshake, message, out PtkInputs inputs, out bool isCertain))
        {
            return;
        }

        if (Search(association, keys, inputs, message, message))
        {
            message.Mic = MicState.Valid;
            Recheck(association, keys, handshake);
        }
        else
        {
            keys.SetMic(message, keys.IsHandshakeRight && isCertain ? MicState.Invalid : MicState.NoKey);
        }
    }

    private void OnMessage3(Association association, ExchangeKeys keys, Handshake handshake, HandshakeFrame message)
    {
        if (keys.IsHandshakeRight)
        {
            // One with an ANonce of its own is of a handshake of which the rest was encrypted or not captured.
            MicState state = Check(association, keys, handshake, message, message.Key.Nonce);
            keys.SetMic(message, state == MicState.Invalid && !HasANonce(handshake, message.Key.Nonce) ? MicState.NoKey : state);
        }
        else if (TryRead(association, handshake, handshake.M2[^1], out PtkInputs inputs, out _))
        {
            inputs.ANonce = message.Key.Nonce;
            message.Mic = Search(association, keys, inputs, message, handshake.M2[^1]) ? MicState.Valid : MicState.NoKey;
            if (message.Mic == MicState.Valid)
            {
                Recheck(association, keys, handshake);
            }
        }

        if (message.Mic == MicState.Valid)
        {
            keys.GtkCarrier = message;
        }

        if (message.Mic == MicState.Valid && association.Akm is { IsPsk: true }
            && SsidOf.Association(association, out ReadOnlySpan<byte> ssid))
        {
            finder.NetworkOf(ssid).OfAp = association.Bss.KeyUsed = keys.Key;
        }
    }

    private void OnMessage4(Association association, ExchangeKeys keys, Handshake handshake, HandshakeFrame message)
    {
        // One that answers no message 3 of this handshake is of a rekey of which the rest was encrypted.
        HandshakeFrame? message3 = WithCounter(handshake.M3, message.ReplayCounter);
        keys.SetMic(message,
            keys.IsHandshakeRight && message3 is not null
                ? Check(association, keys, handshake, message, message3.Key.Nonce)
                : MicState.NoKey);
    }

    private static bool HasANonce(Handshake handshake, ReadOnlySpan<byte> nonce)
    {
        foreach (HandshakeFrame message1 in handshake.M1)
        {
            if (message1.Key.Nonce.SequenceEqual(nonce))
            {
                return true;
            }
        }

        return false;
    }

    private static HandshakeFrame? WithCounter(Transmissions<HandshakeFrame> messages, ulong replayCounter)
    {
        for (int i = messages.Count - 1; i >= 0; i--)
        {
            if (messages[i].ReplayCounter == replayCounter)
            {
                return messages[i];
            }
        }

        return null;
    }

    /// <summary>What the PTK of a message 2 is derived from, nonces included.</summary>
    public static bool TryRead(Association association, Handshake handshake, HandshakeFrame message2, out PtkInputs inputs,
        out bool isCertain)
    {
        isCertain = false;
        if (!PtkReader.TryRead(association, message2, out inputs))
        {
            return false;
        }

        inputs.ANonce = ANonceOf(handshake, message2, out isCertain);
        inputs.SNonce = message2.Key.Nonce;
        return !inputs.ANonce.IsEmpty;
    }

    /// <summary>Checks a message 3 or 4 with the key of the handshake and the SNonce of each message 2.</summary>
    private MicState Check(Association association, ExchangeKeys keys, Handshake handshake, HandshakeFrame message,
        ReadOnlySpan<byte> aNonce)
    {
        for (int i = handshake.M2.Count - 1, tried = 0; i >= 0 && tried < MostSNonces; i--, tried++)
        {
            ReadOnlySpan<byte> sNonce = handshake.M2[i].Key.Nonce;
            if (keys.Current is { } current && current.IsOf(aNonce, sNonce)
                ? Verifies(current, message)
                : Derives(association, keys, message, handshake.M2[i], aNonce, sNonce))
            {
                return MicState.Valid;
            }
        }

        return MicState.Invalid;
    }

    private bool Derives(Association association, ExchangeKeys keys, HandshakeFrame message, HandshakeFrame message2,
        ReadOnlySpan<byte> aNonce, ReadOnlySpan<byte> sNonce)
    {
        if (!PtkReader.TryRead(association, message2, out PtkInputs inputs))
        {
            return false;
        }

        inputs.ANonce = aNonce;
        inputs.SNonce = sNonce;
        if (!Fits(keys, inputs, message))
        {
            return false;
        }

        Keep(association, keys, inputs, message2);
        return true;
    }

    private bool Fits(ExchangeKeys keys, in PtkInputs inputs, HandshakeFrame message)
    {
        var trial = new FourWayTrial(_scratch, inputs, message.Key);
        return keys.Key is { } key && trial.Fits(KeyFinder.PmkOf(key, inputs.Akm, finder.NetworkOf(inputs.Ssid)));
    }

    private bool Search(Association association, ExchangeKeys keys, in PtkInputs inputs, HandshakeFrame message, HandshakeFrame message2)
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
        bool likelyOnly = keys.Searches >= MostSearches;
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

    /// <summary>What the scratch derivation holds is proven: it becomes the exchange's.</summary>
    private void Keep(Association association, ExchangeKeys keys, in PtkInputs inputs, HandshakeFrame message2)
    {
        if (_scratch.IsFt && inputs.Akm.RsnType == 13)
        {
            ChooseNames(inputs, message2);
        }

        Derivation other = keys.Current ?? new Derivation();
        keys.Current = _scratch;
        _scratch = other;
        keys.HasR1 = keys.Current.IsFt;
        if (keys.Current.IsFt && association.IsFtInitial)
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

    /// <summary>The key is known now: a message 2 before, for which none was found, is right or wrong.</summary>
    private void Recheck(Association association, ExchangeKeys keys, Handshake handshake)
    {
        foreach (HandshakeFrame earlier in handshake.M2)
        {
            if (earlier is { Mic: MicState.NoKey or MicState.NotChecked, HasWholeMic: true }
                && TryRead(association, handshake, earlier, out PtkInputs inputs, out bool isCertain))
            {
                keys.SetMic(earlier, Fits(keys, inputs, earlier) ? MicState.Valid : isCertain ? MicState.Invalid : MicState.NoKey);
            }
        }
    }
}
