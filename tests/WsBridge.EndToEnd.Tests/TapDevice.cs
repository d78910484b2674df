using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace WsBridge.EndToEnd.Tests;

/// <summary>
/// A live interface of radiotap without Wi-Fi hardware: a Linux TAP device whose link type is 803. What is written to it is captured.
/// </summary>
internal sealed partial class TapDevice : IDisposable
{
    private const int Radiotap = 803; // ARPHRD_IEEE80211_RADIOTAP
    private const nuint SetInterface = 0x400454CA; // TUNSETIFF
    private const nuint SetLinkType = 0x400454CD; // TUNSETLINK
    private const ushort TapWithoutHeader = 0x1002; // IFF_TAP, IFF_NO_PI
    private const int NameLength = 16;

    private readonly SafeFileHandle _device;
    private readonly FileStream _frames;

    public TapDevice(string name)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || !File.Exists("/dev/net/tun"))
        {
            Assert.Ignore("TAP devices need Linux, root and /dev/net/tun.");
        }

        Programs.Need("ip", "iproute2");
        Name = name;
        _device = File.OpenHandle("/dev/net/tun", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        byte[] request = new byte[40]; // struct ifreq: the name, then flags
        Encoding.ASCII.GetBytes(name, request);
        BinaryPrimitives.WriteUInt16LittleEndian(request.AsSpan(NameLength), TapWithoutHeader);
        if (ioctl(_device, SetInterface, request) != 0 || ioctl(_device, SetLinkType, Radiotap) != 0)
        {
            Assert.Ignore($"TAP devices cannot be made here: {Marshal.GetLastPInvokeErrorMessage()}.");
        }

        using Process up = Process.Start("ip", ["link", "set", name, "up"]);
        up.WaitForExit();
        _frames = new FileStream(_device, FileAccess.Write, bufferSize: 0);
    }

    public string Name { get; }

    /// <summary>Puts a packet of radiotap on the air.</summary>
    public void Send(byte[] packet) => _frames.Write(packet);

    public void Dispose()
    {
        _frames?.Dispose();
        _device.Dispose();
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ioctl(SafeFileHandle descriptor, nuint request, [In] byte[] argument);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ioctl(SafeFileHandle descriptor, nuint request, nint argument);
}
