namespace WsBridge.Fuzz;

/// <summary>
/// Changes octets without knowing what they reach: for a look of a few seconds where no fuzzer is. The same seed makes the same changes.
/// </summary>
public sealed class Mutator(int seed)
{
    private const int MostChanges = 6;
    private const int LongestRun = 64;

    private static readonly byte[] Telling = [0, 1, 2, 0x7F, 0x80, 0xDD, 0xFE, 0xFF];

    private readonly Random _random = new(seed);

    /// <summary>The octets with a few changes; of two, also the start of one with the end of the other.</summary>
    public byte[] Change(byte[] octets, byte[] other)
    {
        ArgumentNullException.ThrowIfNull(octets);
        ArgumentNullException.ThrowIfNull(other);

        var changed = new List<byte>(
            _random.Next(8) == 0 ? [.. octets[.._random.Next(octets.Length + 1)], .. other[_random.Next(other.Length + 1)..]] : octets);
        for (int change = _random.Next(MostChanges); change >= 0 && changed.Count > 0; change--)
        {
            int at = _random.Next(changed.Count);
            int run = Math.Min(_random.Next(1, LongestRun), changed.Count - at);
            switch (_random.Next(7))
            {
                case 0:
                    changed[at] ^= (byte)(1 << _random.Next(8));
                    break;
                case 1:
                    changed[at] = Telling[_random.Next(Telling.Length)];
                    break;
                case 2:
                    changed[at] = (byte)_random.Next(256);
                    break;
                case 3:
                    changed.RemoveRange(at, run);
                    break;
                case 4:
                    changed.InsertRange(at, changed.GetRange(_random.Next(changed.Count - run + 1), run));
                    break;
                case 5:
                    changed.RemoveRange(at, changed.Count - at);
                    break;
                default:
                    changed[at] += (byte)_random.Next(-2, 3);
                    break;
            }
        }

        return [.. changed];
    }
}
