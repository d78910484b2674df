using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WsBridge.Sdk;

/// <summary>
/// Chooses encrypted data frames after marked ones (<see cref="FrameInterest.EncryptedAfterMarked"/>) as the Lua stub does: whatever
/// changes in one must change in the other (lua/wsbridge.lua, <c>expect</c> and <c>is_expected</c>). Of those that are watched the first,
/// second, fourth and so on are chosen: few frames, and yet they tell what went on for a while.
/// </summary>
/// <param name="watched">How many are watched in each direction.</param>
internal sealed class ExpectedData(int watched)
{
    /// <summary>Frame Control, Duration and two addresses.</summary>
    private const int HeaderSize = 16;

    private readonly Dictionary<(ulong Receiver, ulong Transmitter), int> _seen = [];
    private int _looks;

    /// <summary>
    /// A bit for each pair that may be among them: most frames are of other pairs, and a look at it costs less than one at all pairs.
    /// </summary>
    private ulong _pairs;

    /// <summary>A marked frame was chosen, or one that counts as marked.</summary>
    /// <param name="fromMac">It, from its MAC header on.</param>
    public void Expect(ReadOnlySpan<byte> fromMac)
    {
        if (watched == 0 || fromMac.Length < HeaderSize)
        {
            return;
        }

        if (_seen.Count >= FrameInterest.MaxExpected)
        {
            _seen.Clear();
        }

        (ulong receiver, ulong transmitter) = AddressesOf(fromMac);
        _seen[(receiver, transmitter)] = 0;
        _seen[(transmitter, receiver)] = 0;
        _looks = FrameInterest.ExpectedLooks;
        _pairs |= PairOf(fromMac);
    }

    /// <summary>Whether this encrypted frame is chosen, which is asked once of each.</summary>
    public bool Takes(ReadOnlySpan<byte> fromMac)
    {
        if (_seen.Count == 0 || fromMac.Length < HeaderSize)
        {
            return false;
        }

        if (_looks == 0)
        {
            _seen.Clear();
            _pairs = 0;
            return false;
        }

        _looks--;
        if ((_pairs & PairOf(fromMac)) == 0)
        {
            return false;
        }

        (ulong, ulong) addresses = AddressesOf(fromMac);
        ref int seen = ref CollectionsMarshal.GetValueRefOrNullRef(_seen, addresses);
        if (Unsafe.IsNullRef(ref seen))
        {
            return false;
        }

        int number = ++seen;
        if (number >= watched)
        {
            _seen.Remove(addresses);
            _pairs = _seen.Count == 0 ? 0 : _pairs;
        }

        return BitOperations.IsPow2(number);
    }

    /// <summary>The same for both directions: from the last octets of Address 1 and 2.</summary>
    private static ulong PairOf(ReadOnlySpan<byte> fromMac) => 1UL << ((fromMac[9] ^ fromMac[15]) & 63);

    private static (ulong Receiver, ulong Transmitter) AddressesOf(ReadOnlySpan<byte> fromMac) =>
        (BinaryPrimitives.ReadUInt64BigEndian(fromMac[4..]) >> 16, BinaryPrimitives.ReadUInt64BigEndian(fromMac[8..]) & 0xFFFF_FFFF_FFFF);
}
