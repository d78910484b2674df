using WsBridge.Dot11.Keys;

namespace WsBridge.Analysis.Keys;

/// <summary>The keys on the way from a PMK to a PTK, and for which nonces. Used again and again.</summary>
internal sealed class Derivation : IDisposable
{
    private const int NonceSize = 32;
    private readonly byte[] _nonces = new byte[2 * NonceSize];

    /// <summary>PMK-R0; empty without FT.</summary>
    public PmkR0 R0 { get; } = new();

    /// <summary>PMK-R1; empty without FT.</summary>
    public PmkR1 R1 { get; } = new();

    /// <summary>The PTK.</summary>
    public Ptk Ptk { get; } = new();

    /// <summary>PMK-R0 and PMK-R1 are there.</summary>
    public bool IsFt { get; private set; }

    /// <summary>The PTK is of these nonces.</summary>
    public bool IsOf(ReadOnlySpan<byte> aNonce, ReadOnlySpan<byte> sNonce) =>
        aNonce.SequenceEqual(_nonces.AsSpan(0, NonceSize)) && sNonce.SequenceEqual(_nonces.AsSpan(NonceSize));

    /// <summary>Derives everything from a PMK (an XXKey with FT), as the AKM says.</summary>
    public void Derive(in AkmKeys akm, in PtkInputs inputs, ReadOnlySpan<byte> pmk)
    {
        IsFt = akm.IsFt;
        if (akm.IsFt)
        {
            R0.Derive(akm.Kdf, pmk, inputs.Ssid, inputs.Mdid, inputs.R0khId, inputs.SkhId);
            DeriveFromR0(akm, inputs);
        }
        else
        {
            Keep(inputs);
            Ptk.Derive(akm, inputs.TemporalKeyLength, pmk, inputs.Ap, inputs.Sta, inputs.ANonce, inputs.SNonce, inputs.WithKdk);
        }
    }

    /// <summary>Derives what follows from a key of the FT hierarchy; its names are not known then.</summary>
    /// <param name="akm">An AKM with FT.</param>
    /// <param name="inputs">What it is derived with.</param>
    /// <param name="kind">PMK-R0 or PMK-R1.</param>
    /// <param name="key">The key.</param>
    public void Derive(in AkmKeys akm, in PtkInputs inputs, KeyKind kind, ReadOnlySpan<byte> key)
    {
        if (kind == KeyKind.PmkR0)
        {
            R0.Take(akm.Kdf, key);
            DeriveFromR0(akm, inputs);
            return;
        }

        R0.Dispose(); // what is here is of another key
        R1.Take(akm.Kdf, key);
        DeriveFromR1(akm, inputs);
    }

    /// <summary>Derives PMK-R1 and PTK from the PMK-R0 that is here.</summary>
    public void DeriveFromR0(in AkmKeys akm, in PtkInputs inputs)
    {
        R1.Derive(R0, inputs.R1khId, inputs.SkhId);
        DeriveFromR1(akm, inputs);
    }

    /// <summary>Derives what FILS shared key authentication makes of a PMK. Of FT it has no names.</summary>
    public void DeriveFils(in AkmKeys akm, in PtkInputs inputs, ReadOnlySpan<byte> pmk)
    {
        IsFt = false;
        _nonces.AsSpan().Clear(); // those of FILS are of no 4-way handshake
        Ptk.DeriveFils(akm, inputs.TemporalKeyLength, pmk, inputs.Sta, inputs.Ap, inputs.SNonce, inputs.ANonce, inputs.WithKdk);
    }

    /// <summary>Makes PMKR0Name and PMKR1Name with another hash.</summary>
    public void NameBy(KeyHash hash, in PtkInputs inputs)
    {
        R0.NameBy(hash);
        R1.Derive(R0, inputs.R1khId, inputs.SkhId);
    }

    public void Dispose()
    {
        R0.Dispose();
        R1.Dispose();
        Ptk.Dispose();
    }

    private void DeriveFromR1(in AkmKeys akm, in PtkInputs inputs)
    {
        IsFt = true;
        Keep(inputs);
        Ptk.DeriveFt(akm, inputs.TemporalKeyLength, R1, inputs.SNonce, inputs.ANonce, inputs.Ap, inputs.Sta, inputs.WithKdk);
    }

    private void Keep(in PtkInputs inputs)
    {
        inputs.ANonce.CopyTo(_nonces);
        inputs.SNonce.CopyTo(_nonces.AsSpan(NonceSize));
    }
}
