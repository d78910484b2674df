using System.Buffers.Binary;

namespace WsBridge.Benchmarks.Captures;

/// <summary>Writes the capture of a plan: the same octets every time.</summary>
internal static class CaptureFile
{
    private const int Seed = 80211;
    private const int TimestampOffset = 24;
    private const long BeaconIntervalNanoseconds = 102_400_000;

    /// <summary>Before one handshake in so many another one fails.</summary>
    private const int HandshakesPerFault = 32;

    /// <summary>The capture in this folder, written first when it is not there.</summary>
    public static string In(string folder, CapturePlan plan)
    {
        string path = Path.Combine(folder, plan.Name + ".pcapng");
        if (!File.Exists(path))
        {
            string unfinished = path + ".part";
            using (FileStream file = File.Create(unfinished))
            {
                Write(plan, file);
            }

            File.Move(unfinished, path);
        }

        return path;
    }

    /// <summary>The capture in memory.</summary>
    public static byte[] InMemory(CapturePlan plan)
    {
        using var file = new MemoryStream();
        Write(plan, file);
        return file.ToArray();
    }

    private static void Write(CapturePlan plan, Stream stream)
    {
        var random = new Random(Seed);
        Client[] clients = [.. Enumerable.Range(0, plan.Clients).Select(number => new Client(number, random))];
        byte[][] beacons = [.. Network.Bssids.Select(Network.Beacon)];
        var traffic = new DataTraffic(random);
        using var air = new Air(stream);

        int exchanges = 0;
        for (int beacon = 0; beacon < plan.Beacons; beacon++)
        {
            air.WaitUntil(beacon * (BeaconIntervalNanoseconds / beacons.Length));
            byte[] frame = beacons[beacon % beacons.Length];
            BinaryPrimitives.WriteInt64LittleEndian(frame.AsSpan(TimestampOffset), air.ElapsedMicroseconds);
            air.Send(frame);

            long exchangesDue = 2L * plan.Handshakes * (beacon + 1) / plan.Beacons;
            for (; exchanges < exchangesDue; exchanges++)
            {
                Exchange(air, clients, exchanges);
            }

            long framesDue = (long)plan.Frames * (beacon + 1) / plan.Beacons;
            while (air.Frames < framesDue)
            {
                traffic.Send(air, clients[random.Next(clients.Length)]);
            }
        }

        foreach (Client client in clients)
        {
            client.Dispose();
        }
    }

    /// <summary>Handshakes and roams take turns; who roams associated half a round of clients ago, or before the capture began.</summary>
    private static void Exchange(Air air, Client[] clients, int number)
    {
        int handshake = number / 2;
        if (number % 2 == 1)
        {
            clients[(handshake + (clients.Length / 2)) % clients.Length].Roam(air);
            return;
        }

        Client client = clients[handshake % clients.Length];
        if (handshake % HandshakesPerFault == HandshakesPerFault - 1)
        {
            client.AssociateInVain(air);
        }

        client.Associate(air);
    }
}
