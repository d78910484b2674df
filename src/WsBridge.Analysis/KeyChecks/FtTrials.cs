using WsBridge.Analysis.Keys;
using WsBridge.Dot11.Keys;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>
/// Looks for the key of which a STA names PMK-R0, with everything but the nonces known. What it derived is in the scratch derivation.
/// </summary>
internal ref struct PmkR0NameTrial(Derivation scratch, in PtkInputs inputs, ReadOnlySpan<byte> name) : IKeyTrial
{
    private readonly PtkInputs _inputs = inputs;
    private readonly ReadOnlySpan<byte> _name = name;

    public readonly bool Fits(ReadOnlySpan<byte> pmk)
    {
        if (!AkmKeys.TryGet(_inputs.Akm, pmk.Length, 0, out AkmKeys akm))
        {
            return false;
        }

        scratch.R0.Derive(akm.Kdf, pmk, _inputs.Ssid, _inputs.Mdid, _inputs.R0khId, _inputs.SkhId);
        return IsNamed(scratch.R0, _inputs, _name);
    }

    /// <summary>A key of the hierarchy does not tell the name of PMK-R0, which has a salt.</summary>
    public readonly bool FitsFt(KeyKind kind, ReadOnlySpan<byte> key) => false;

    /// <summary>PMK-R0 has this name, by whichever hash the AKM is seen with.</summary>
    public static bool IsNamed(PmkR0 r0, in PtkInputs inputs, ReadOnlySpan<byte> name)
    {
        if (r0.Name.SequenceEqual(name))
        {
            return true;
        }

        if (inputs.Akm.RsnType != 13)
        {
            return false;
        }

        KeyHash before = r0.NameHash;
        r0.NameBy(before == KeyHash.Sha384 ? KeyHash.Sha256 : KeyHash.Sha384);
        if (r0.Name.SequenceEqual(name))
        {
            return true;
        }

        r0.NameBy(before);
        return false;
    }
}

/// <summary>Looks for the key that makes the MIC of an FT reassociation. What it derived is in the scratch derivation.</summary>
internal ref struct FteMicTrial(Derivation scratch, in FtReassociation frame) : IKeyTrial
{
    private readonly FtReassociation _frame = frame;

    public readonly bool Fits(ReadOnlySpan<byte> pmk)
    {
        if (!AkmKeys.TryGet(_frame.Inputs.Akm, pmk.Length, 0, out AkmKeys akm))
        {
            return false;
        }

        scratch.Derive(akm, _frame.Inputs, pmk);
        return _frame.Verifies(scratch);
    }

    public readonly bool FitsFt(KeyKind kind, ReadOnlySpan<byte> key)
    {
        if (!AkmKeys.TryGet(_frame.Inputs.Akm, key.Length, 0, out AkmKeys akm) || akm.Kdf.DigestLength() != key.Length)
        {
            return false;
        }

        scratch.Derive(akm, _frame.Inputs, kind, key);
        return _frame.Verifies(scratch);
    }
}
