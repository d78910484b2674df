using System.Buffers.Binary;
using WsBridge.Host.Plugins;
using WsBridge.Sdk;

namespace WsBridge.Host;

/// <summary>A frame that plugins may want, with what the client knows of it (requests 6 to 9).</summary>
internal readonly ref struct PluginRequest
{
    private const int ClaimHead = 1 + 4 + 4 + 4;
    private const uint Detached = uint.MaxValue;
    private const int DetachedStep = 1 << 24;
    private readonly ReadOnlySpan<byte> _claims;
    private readonly byte _flags;

    private PluginRequest(Frame frame, byte flags, ReadOnlySpan<byte> claims)
    {
        Frame = frame;
        _flags = flags;
        _claims = claims;
    }

    /// <summary>The frame.</summary>
    public Frame Frame { get; }

    /// <summary>The built-in analysis gets it.</summary>
    public bool IsChosen => (_flags & BridgeProtocol.IsChosen) != 0;

    /// <summary>It does so as a follower of the frame before.</summary>
    public bool IsFollower => (_flags & BridgeProtocol.IsFollower) != 0;

    /// <summary>Every frame of the capture comes, and the host itself chooses what the built-in analysis gets.</summary>
    public bool IsOpen => (_flags & BridgeProtocol.HostChooses) != 0;

    /// <summary>Reads the body of a request for a frame without claims, where every frame of the capture comes.</summary>
    public static PluginRequest Next(uint id, ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> octets = body[BridgeProtocol.NextFrameHead..];
        double seconds = BinaryPrimitives.ReadDoubleBigEndian(body[2..]);
        return new PluginRequest(
            new Frame
            {
                Id = id,
                LinkType = LinkTypeOf(BinaryPrimitives.ReadUInt16BigEndian(body), octets),
                TimeMicroseconds = (long)Math.Floor((seconds * 1e6) + 0.5),
                OriginalLength = LengthOf(BinaryPrimitives.ReadUInt32BigEndian(body[10..])),
                Octets = octets,
            },
            BridgeProtocol.HostChooses,
            []);
    }

    /// <summary>Reads the body of the request for any frame.</summary>
    /// <returns>False when its parts do not fit together.</returns>
    public static bool TryRead(ReadOnlySpan<byte> body, out PluginRequest request)
    {
        request = default;
        ReadOnlySpan<byte> rest = body[BridgeProtocol.AnyFrameHead..];
        int claims = 0;
        for (int i = 0; i < body[19]; i++)
        {
            if (rest.Length < claims + ClaimHead)
            {
                return false;
            }

            uint offset = BinaryPrimitives.ReadUInt32BigEndian(rest[(claims + 5)..]);
            uint length = BinaryPrimitives.ReadUInt32BigEndian(rest[(claims + 9)..]);
            if (length > rest.Length || (offset != Detached && offset > rest.Length))
            {
                return false;
            }

            claims += ClaimHead + (offset == Detached ? (int)length : 0);
        }

        if (claims > rest.Length)
        {
            return false;
        }

        var frame = new Frame
        {
            Id = BinaryPrimitives.ReadUInt32BigEndian(body),
            LinkType = LinkTypeOf(BinaryPrimitives.ReadUInt16BigEndian(body[4..]), rest[claims..]),
            TimeMicroseconds = (long)BinaryPrimitives.ReadDoubleBigEndian(body[6..]),
            OriginalLength = LengthOf(BinaryPrimitives.ReadUInt32BigEndian(body[14..])),
            Octets = rest[claims..],
        };
        request = new PluginRequest(frame, body[18], rest[..claims]);
        return true;
    }

    /// <summary>Shows it to the plugins: to the one whose protocol it is as such.</summary>
    public void ShowTo(PluginWorkers? plugins)
    {
        if (plugins is null)
        {
            return;
        }

        if ((_flags & BridgeProtocol.FollowsGap) != 0)
        {
            plugins.Skip();
        }

        if (_claims.IsEmpty)
        {
            plugins.OnFrame(Frame, []);
            return;
        }

        Span<int> owners = stackalloc int[byte.MaxValue];
        int claims = 0;
        for (ReadOnlySpan<byte> rest = _claims; !rest.IsEmpty; claims++)
        {
            owners[claims] = rest[0];
            int value = BinaryPrimitives.ReadInt32BigEndian(rest[1..]);
            uint offset = BinaryPrimitives.ReadUInt32BigEndian(rest[5..]);
            int length = BinaryPrimitives.ReadInt32BigEndian(rest[9..]);
            rest = rest[ClaimHead..];
            if (offset == Detached)
            {
                Claim(plugins, owners[claims], value, Frame.DetachedPayload + (claims * DetachedStep), rest[..length]);
                rest = rest[length..];
            }
            else if (offset + length <= Frame.Octets.Length)
            {
                Claim(plugins, owners[claims], value, (int)offset, Frame.Octets.Slice((int)offset, length));
            }
        }

        plugins.OnFrame(Frame, owners[..claims]);
    }

    private static int LinkTypeOf(int told, ReadOnlySpan<byte> octets) => told == LinkGuess.Unknown ? LinkGuess.Of(octets) : told;

    private static int LengthOf(uint octets) => (int)Math.Min(octets, int.MaxValue);

    // The value is that of the claim's place among the plugin's claims.
    private void Claim(PluginWorkers plugins, int plugin, int claim, int offset, ReadOnlySpan<byte> payload)
    {
        if (plugins.ClaimOf(plugin, claim) is { } traffic)
        {
            plugins.OnClaim(plugin, With(Frame.Id, Frame.TimeMicroseconds, traffic, offset, payload));
        }
    }

    private Frame With(long id, long time, Traffic? matched, int payloadOffset, ReadOnlySpan<byte> payload) => new()
    {
        Id = id,
        LinkType = Frame.LinkType,
        TimeMicroseconds = time,
        OriginalLength = Frame.OriginalLength,
        Octets = Frame.Octets,
        Matched = matched,
        PayloadOffset = payloadOffset,
        Payload = payload,
    };
}
