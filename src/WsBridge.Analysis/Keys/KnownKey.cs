using System.Security.Cryptography;

namespace WsBridge.Analysis.Keys;

/// <summary>A key that somebody gave us, and where it is from. Nothing but <see cref="Material"/> shows what it is.</summary>
public sealed class KnownKey : IDisposable
{
    /// <summary>Pinned, so that the garbage collector leaves no copy behind that nobody can zero.</summary>
    private readonly byte[] _material;
    private bool _isDisposed;

    /// <summary>Copies the material; the caller zeroes its own.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="material">The octets; their number fits the kind (<see cref="HasLength"/>).</param>
    /// <param name="source">Where it is from, for people: "key file keys.txt, line 3". Never shows material.</param>
    /// <param name="binding">Who it is of; null when nothing is known.</param>
    public KnownKey(KeyKind kind, ReadOnlySpan<byte> material, string source, KeyBinding? binding = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!HasLength(kind, material.Length))
        {
            throw new ArgumentException($"A {kind} has not {material.Length} octets.", nameof(material));
        }

        Kind = kind;
        Source = source;
        Binding = binding ?? KeyBinding.None;
        _material = GC.AllocateUninitializedArray<byte>(material.Length, pinned: true);
        material.CopyTo(_material);
    }

    /// <summary>What it is.</summary>
    public KeyKind Kind { get; }

    /// <summary>The octets.</summary>
    /// <exception cref="ObjectDisposedException">They are zeroed.</exception>
    public ReadOnlySpan<byte> Material
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _material;
        }
    }

    /// <summary>Where it is from, for people.</summary>
    public string Source { get; }

    /// <summary>RADIUS delivered it to the AP, when <see cref="KeyBinding.FromMicroseconds"/> says.</summary>
    public bool IsFromRadius { get; init; }

    /// <summary>Who it is of.</summary>
    public KeyBinding Binding { get; }

    /// <summary>
    /// It was right for something that was analysed: a MIC, a name of FT or a PMKID. Set from any thread, and never taken back.
    /// </summary>
    public bool HasFitted { get; private set; }

    /// <summary>Whether a key of this kind can have so many octets.</summary>
    public static bool HasLength(KeyKind kind, int octets) => kind switch
    {
        KeyKind.Passphrase => octets is >= 8 and <= 63,
        KeyKind.Psk => octets == 32,
        _ => octets is 32 or 48 or 64,
    };

    internal void MarkFitted() => HasFitted = true;

    /// <summary>Kind and source; never material.</summary>
    public override string ToString() => $"{Kind} ({Source})";

    /// <summary>Zeroes the material.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        CryptographicOperations.ZeroMemory(_material);
    }
}
