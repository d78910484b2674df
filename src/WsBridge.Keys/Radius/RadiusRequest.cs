using WsBridge.Analysis.Keys;

namespace WsBridge.Keys.Radius;

/// <summary>What is remembered of an Access-Request until its response comes.</summary>
internal sealed class RadiusRequest
{
    private readonly byte[] _authenticator;
    private readonly byte[] _answer = new byte[RadiusPacket.AuthenticatorSize];

    public RadiusRequest(in RadiusPacket packet)
    {
        _authenticator = packet.Authenticator.ToArray();
        StationId? called = Read(packet, RadiusAttribute.CalledStationId);
        Binding = new KeyBinding
        {
            Sta = Read(packet, RadiusAttribute.CallingStationId)?.Address,
            Bssid = called?.Address,
            Ssid = called?.Ssid,
        };
    }

    /// <summary>The Request Authenticator.</summary>
    public ReadOnlySpan<byte> Authenticator => _authenticator;

    /// <summary>Who the key is of that answers it.</summary>
    public KeyBinding Binding { get; }

    /// <summary>Notes its response.</summary>
    /// <returns>False when it is the same as before: sent again.</returns>
    public bool TryAnswer(in RadiusPacket response)
    {
        if (response.Authenticator.SequenceEqual(_answer))
        {
            return false;
        }

        response.Authenticator.CopyTo(_answer);
        return true;
    }

    private static StationId? Read(in RadiusPacket packet, RadiusAttribute attribute) =>
        packet.TryFind(attribute, out ReadOnlySpan<byte> value, out _) ? StationId.Read(value) : null;
}
