using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using PacketDotNet;
using WsBridge.Capture;
using WsBridge.Fuzz.Seeds;
using WsBridge.Keys;
using WsBridge.Testing;

namespace WsBridge.Fuzz.Targets;

/// <summary>
/// RADIUS packets between a client and a server. Responses are signed anew, as by a server that sends what it should not: nothing behind
/// the check of the signature would be reached else. No sentence shows the shared secret.
/// </summary>
internal sealed class RadiusTarget : IFuzzTarget, IDisposable
{
    private const string Secret = "lab-radius-secret";
    private const int Header = 20;
    private const int Authenticator = 4;
    private const int AuthenticatorSize = 16;
    private const byte MessageAuthenticator = 80;
    private const byte Request = 1;
    private const int LongestSeed = 16;

    private readonly Lazy<ScratchFile> _capture = new(static () => new ScratchFile("radius.pcap"));
    private readonly Lazy<ScratchFile> _secret = new(static () =>
    {
        var file = new ScratchFile("secret");
        file.Write(Encoding.ASCII.GetBytes(Secret));
        return file;
    });

    public IEnumerable<byte[]> Seeds() =>
        SeedRecordings.In("radius").Select(packets => Join(packets.SelectMany(PayloadOf).TakeLast(LongestSeed)));

    public void Run(byte[] octets)
    {
        using var capture = new MemoryStream();
        using (var writer = new PcapWriter(capture, LinkTypes.Raw))
        {
            byte[] request = new byte[AuthenticatorSize];
            foreach (byte[] packet in Split(octets))
            {
                bool isRequest = packet is [Request, ..];
                if (!isRequest)
                {
                    Sign(packet, request);
                }
                else if (packet.Length >= Header)
                {
                    request = packet[Authenticator..Header];
                }

                writer.WritePacket(1_700_000_000_000_000_000, Datagram(packet, isRequest), Datagram(packet, isRequest).Length);
            }
        }

        _capture.Value.Write(capture.ToArray());
        using LoadedKeys loaded = LoadedKeys.From(
            new KeySources { RadiusCaptures = [_capture.Value.Path], RadiusSecretFile = _secret.Value.Path });
        FaultException.Unless(
            !loaded.Problems.Concat(loaded.Notes).Any(sentence => sentence.Contains(Secret, StringComparison.Ordinal)),
            "the shared secret is shown");
    }

    public void Dispose()
    {
        foreach (Lazy<ScratchFile> file in (Lazy<ScratchFile>[])[_capture, _secret])
        {
            if (file.IsValueCreated)
            {
                file.Value.Dispose();
            }
        }
    }

    private static IEnumerable<byte[]> PayloadOf(CapturedPacket packet) =>
        Packet.ParsePacket((LinkLayers)packet.LinkType, packet.Octets)
            .Extract<UdpPacket>() is { PayloadData: { Length: >= Header } payload }
            ? [payload]
            : [];

    private static byte[] Join(IEnumerable<byte[]> packets) =>
        [.. packets.SelectMany(packet => (byte[])[(byte)(packet.Length >> 8), (byte)packet.Length, .. packet])];

    private static IEnumerable<byte[]> Split(byte[] octets)
    {
        for (int at = 0; at + 2 <= octets.Length;)
        {
            int end = Math.Min(at + 2 + BinaryPrimitives.ReadUInt16BigEndian(octets.AsSpan(at)), octets.Length);
            yield return octets[(at + 2)..end];
            at = end;
        }
    }

    private static void Sign(byte[] packet, byte[] request)
    {
        if (packet.Length < Header)
        {
            return;
        }

        int length = Math.Clamp((int)BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(2)), Header, packet.Length);
        byte[] secret = Encoding.ASCII.GetBytes(Secret);
        request.CopyTo(packet, Authenticator);
        for (int at = Header; at + 2 <= length && packet[at + 1] >= 2; at += packet[at + 1])
        {
            if (packet[at] == MessageAuthenticator && packet[at + 1] == 2 + AuthenticatorSize && at + 2 + AuthenticatorSize <= length)
            {
                packet.AsSpan(at + 2, AuthenticatorSize).Clear();
#pragma warning disable CA5351 // RFC 3579, 3.2: the Message-Authenticator is HMAC-MD5
                HMACMD5.HashData(secret, packet.AsSpan(0, length)).CopyTo(packet, at + 2);
#pragma warning restore CA5351
            }
        }

#pragma warning disable CA5351 // RFC 2865, 3: the Response Authenticator is MD5
        MD5.HashData([.. packet[..length], .. secret]).CopyTo(packet, Authenticator);
#pragma warning restore CA5351
    }

    private static byte[] Datagram(byte[] payload, bool isRequest)
    {
        const int port = 1812, client = 40000, ip = 20, udp = 8;
        (byte from, byte to) = isRequest ? ((byte)1, (byte)2) : ((byte)2, (byte)1);
        return new OctetWriter()
            .U8(0x45).U8(0).U16BigEndian(ip + udp + payload.Length).U32(0).U8(64).U8(17).U16(0).Add([192, 0, 2, from, 192, 0, 2, to])
            .U16BigEndian(isRequest ? client : port).U16BigEndian(isRequest ? port : client).U16BigEndian(udp + payload.Length).U16(0)
            .Add(payload)
            .ToArray();
    }
}
