using System.Buffers.Binary;
using WsBridge.Testing;

namespace WsBridge.Host.Tests;

/// <summary>What a client of the bridge writes and reads, put together from PROTOCOL.md and not from the host's own code.</summary>
internal static class Client
{
    public const int Interest = 256 + 1 + 3 + 2 + 4 + 2; // with the three octets of mark of the fake analyzer

    /// <summary>Octets of an accepted greeting and the interest that follows.</summary>
    public const int Accepted = 3 + Interest;

    public static byte[] Greeting(Schema schema, int version = 7, string magic = "WSBR", string name = "test") =>
        Greeting(schema.Hash.ToArray(), version, magic, name);

    public static byte[] Greeting(byte[] hash, int version = 7, string magic = "WSBR", string name = "test") =>

        [
            .. System.Text.Encoding.ASCII.GetBytes(magic),
            (byte)version,
            .. hash,
            (byte)name.Length,
            .. System.Text.Encoding.ASCII.GetBytes(name),
        ];

    public static byte[] Frame(uint id, byte[] octets, bool answer = false, int linkType = 127, double time = 1_000_000,
        uint? original = null)
    {
        byte[] real = new byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(real, time);
        byte[] body = new OctetWriter()
            .U32BigEndian(id)
            .U16BigEndian(linkType)
            .Add(real)
            .U32BigEndian(original ?? (uint)octets.Length)
            .Add(octets)
            .ToArray();
        return Request(answer ? 2 : 1, body);
    }

    public static byte[] Ask() => Request(3, []);

    public static byte[] Follower(byte[] octets, int linkType = 127) =>
        Request(4, new OctetWriter().U16BigEndian(linkType).Add(octets).ToArray());

    public static byte[] Next(byte[] octets, bool answer = false, int linkType = 127, double seconds = 1, uint? original = null)
    {
        byte[] real = new byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(real, seconds);
        return Request(answer ? 9 : 8,
            new OctetWriter().U16BigEndian(linkType).Add(real).U32BigEndian(original ?? (uint)octets.Length).Add(octets).ToArray());
    }

    public static byte[] EarlierData(byte[] fromMac, double time)
    {
        byte[] real = new byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(real, time);
        return Request(12, [.. real, .. fromMac]);
    }

    public static byte[] Settle() => Request(11, []);

    public static byte[] HowFar() => Request(5, []);

    public static byte[] Request(int type, byte[] body) => new OctetWriter().U8(type).U32BigEndian((uint)body.Length).Add(body).ToArray();

    /// <summary>The answers after the greeting, each as (last frame, annotations).</summary>
    public static List<(uint Last, byte[] Annotations)> Answers(ReadOnlySpan<byte> replies)
    {
        var answers = new List<(uint, byte[])>();
        while (!replies.IsEmpty)
        {
            int length = (int)BinaryPrimitives.ReadUInt32BigEndian(replies);
            answers.Add((BinaryPrimitives.ReadUInt32BigEndian(replies[4..]), replies[8..(4 + length)].ToArray()));
            replies = replies[(4 + length)..];
        }

        return answers;
    }

    /// <summary>Runs a whole session whose requests are known beforehand.</summary>
    public static (bool Welcome, byte[] Replies) Talk(FakeAnalyzer analyzer, params IEnumerable<byte[]> requests)
    {
        using var deadline = new Deadline(TimeProvider.System, TimeSpan.FromMinutes(1), () => { });
        using var request = new MemoryStream([.. requests.SelectMany(octets => octets)]);
        using var reply = new MemoryStream();
        bool welcome = new Session(analyzer, new Schema([analyzer]), deadline).Run(request, reply, () => { });
        return (welcome, reply.ToArray());
    }
}
