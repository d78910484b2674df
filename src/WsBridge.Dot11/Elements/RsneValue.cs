namespace WsBridge.Dot11;

/// <summary>An RSNE that outlives its frame: a copy of the element body, equal by octets, viewed again at no cost.</summary>
public sealed record RsneValue
{
    private readonly byte[] _body;

    /// <summary>Copies the body of the RSNE.</summary>
    public RsneValue(in Rsne rsne) => _body = rsne.Body.ToArray();

    /// <summary>Copies an element body.</summary>
    public RsneValue(ReadOnlySpan<byte> body) => _body = body.ToArray();

    /// <summary>The element body.</summary>
    public ReadOnlySpan<byte> Body => _body;

    /// <summary>The lenient reading of the copy.</summary>
    public Rsne View => Rsne.ReadLenient(_body);

    /// <inheritdoc/>
    public bool Equals(RsneValue? other) => other is not null && Body.SequenceEqual(other.Body);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(_body);
        return hash.ToHashCode();
    }

    /// <summary>The body in hexadecimal.</summary>
    public override string ToString() => Convert.ToHexStringLower(_body);
}
