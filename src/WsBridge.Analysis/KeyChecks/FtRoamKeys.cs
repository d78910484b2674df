using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>Finds PMK-R0 of roams by the FT protocol and checks the MICs of their reassociation.</summary>
internal sealed class FtRoamKeys(KeyFinder finder, FtRoots roots) : IDisposable
{
    private Derivation _scratch = new();

    /// <summary>FT Authentication request or FT Request: it names PMK-R0.</summary>
    public void OnRequest(Association association, ExchangeKeys keys, StoredFrame frame)
    {
        keys.BeginAttempt();
        if (association.Akm is not { } akm || !FtExchange.TryGetFte(frame.Elements, akm, out _, out Fte fte)
            || !fte.TryGetR0khId(out ReadOnlySpan<byte> r0khId)
            || !frame.Elements.TryFind(ElementId.Mde, out Element element) || !Mde.TryParse(element.Body, out Mde mde, out _))
        {
            return;
        }

        var inputs = new PtkInputs
        {
            Akm = akm,
            Sta = MldAddresses.TryGet(frame.Elements, out MacAddress mld) ? mld : association.LinkSta,
            Mdid = mde.Mdid,
            R0khId = r0khId,
        };
        ReadOnlySpan<byte> name = frame.Elements.TryFind(ElementId.Rsne, out Element rsne)
            && Rsne.ReadLenient(rsne.Body) is { PmkidsThere: > 0 } asked
            ? asked.Pmkid(0)
            : default;
        if (roots.TryGet(inputs.Sta, inputs.Mdid, out FtRoot root) && root.R0khId.SequenceEqual(r0khId))
        {
            keys.HasExpectedR0 = true;
            keys.R0Key = root.Key;
            keys.Current ??= new Derivation();
            keys.Current.R0.CopyFrom(root.R0);
            if (PmkR0NameTrial.IsNamed(keys.Current.R0, inputs, name))
            {
                keys.Prove(root.Key);
                return;
            }
        }

        if (!name.IsEmpty && (SsidReader.Bss(association.Bss, out inputs.Ssid)
            || (association.Ft.Through is { } through && SsidReader.Bss(through, out inputs.Ssid))))
        {
            FindByName(association, keys, inputs, name, frame.Ref.TimeMicroseconds);
        }
    }

    /// <summary>FT Reassociation Request.</summary>
    public void OnReassociationRequest(Association association, ExchangeKeys keys, StoredFrame frame)
    {
        if (FtReassociation.TryRead(association, frame, FteMic.ReassociationRequest, out FtReassociation read))
        {
            keys.RequestMic = Check(association, keys, read, frame);
        }
    }

    /// <summary>FT Reassociation Response of status 0.</summary>
    public void OnReassociationResponse(Association association, ExchangeKeys keys, StoredFrame frame)
    {
        if (FtReassociation.TryRead(association, frame, FteMic.ReassociationResponse, out FtReassociation read))
        {
            keys.ResponseMic = Check(association, keys, read, frame);
        }
    }

    public void Dispose() => _scratch.Dispose();

    private MicState Check(Association association, ExchangeKeys keys, in FtReassociation read, StoredFrame frame)
    {
        if (keys is { R0Key: { } key, Current: { } current }
            && AkmKeys.TryGet(read.Inputs.Akm, current.R0.Octets.Length, 0, out AkmKeys akm))
        {
            if (!keys.HasR1 || !current.IsOf(read.Inputs.ANonce, read.Inputs.SNonce))
            {
                current.DeriveFromR0(akm, read.Inputs);
                keys.HasR1 = true;
            }

            if (read.Verifies(current))
            {
                keys.Prove(key);
                return MicState.Valid;
            }

            if (keys.IsRight)
            {
                keys.FteCause = FteMicMistakes.Explain(association, akm, read, current.R0, _scratch);
                return MicState.Invalid;
            }
        }

        var trial = new FteMicTrial(_scratch, read);
        var who = new KeyOwner
        {
            Sta = association.Sta,
            Ssid = read.Inputs.Ssid,
            Akm = read.Inputs.Akm,
            TimeMicroseconds = frame.Ref.TimeMicroseconds,
            Last = keys.Last,
        };
        if (finder.Find(ref trial, who) is not { } found)
        {
            return MicState.NoKey;
        }

        Take(keys, found);
        keys.HasR1 = true;
        return MicState.Valid;
    }

    private void FindByName(Association association, ExchangeKeys keys, in PtkInputs inputs, ReadOnlySpan<byte> name, long time)
    {
        var trial = new PmkR0NameTrial(_scratch, inputs, name);
        var who = new KeyOwner
        {
            Sta = association.Sta,
            Ssid = inputs.Ssid,
            Akm = inputs.Akm,
            TimeMicroseconds = time,
            Last = keys.R0Key ?? keys.Last,
        };
        if (finder.Find(ref trial, who) is { } found)
        {
            Take(keys, found);
        }
    }

    private void Take(ExchangeKeys keys, KnownKey key)
    {
        (keys.Current, _scratch) = (_scratch, keys.Current ?? new Derivation());
        keys.R0Key = key;
        keys.HasExpectedR0 = false;
        keys.Prove(key);
    }
}
