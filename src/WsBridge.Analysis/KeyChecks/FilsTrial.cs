using System.Security.Cryptography;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>Looks for the key that decrypts the (Re)Association Request of FILS. What it derived is in the scratch derivation.</summary>
internal ref struct FilsTrial(Derivation scratch, in PtkInputs inputs, StoredFrame request) : IKeyTrial
{
    private readonly PtkInputs _inputs = inputs;

    /// <summary>FILS derives its keys from the PMK itself.</summary>
    public readonly bool FitsFt(KeyKind kind, ReadOnlySpan<byte> key) => false;

    public readonly bool Fits(ReadOnlySpan<byte> pmk)
    {
        if (!AkmKeys.TryGet(_inputs.Akm, pmk.Length, 2, out AkmKeys akm) || pmk.Length < akm.Kdf.DigestLength())
        {
            return false;
        }

        scratch.DeriveFils(akm, _inputs, pmk);
        byte[]? clear = FilsFrames.Open(request.Header, request.Elements, scratch.Ptk.Kek, _inputs.SNonce, _inputs.ANonce);
        CryptographicOperations.ZeroMemory(clear);
        return clear is not null;
    }

    /// <summary>The same for the rMSK of ERP, of which both sides make a PMK with their nonces.</summary>
    public readonly bool FitsRmsk(ReadOnlySpan<byte> rmsk)
    {
        if (!AkmKeys.TryGet(_inputs.Akm, rmsk.Length, 2, out AkmKeys akm))
        {
            return false;
        }

        Span<byte> nonces = stackalloc byte[2 * FilsFrames.NonceSize];
        _inputs.SNonce.CopyTo(nonces);
        _inputs.ANonce.CopyTo(nonces[FilsFrames.NonceSize..]);
        using var pmk = new Secret(akm.Kdf.DigestLength());
        akm.Kdf.Hmac(nonces, rmsk, pmk.Renew(akm.Kdf.DigestLength()));
        return Fits(pmk.Octets);
    }
}
