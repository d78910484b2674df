/* The least that reading a capture can cost: each block of a pcapng file in memory, its type, its length, and of each packet the first
   octet of its 802.11 header behind radiotap. Nothing is kept and nothing is said but how many frames of each type there are. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

int main(int count, char **arguments)
{
    struct stat status;
    int file = count == 2 ? open(arguments[1], O_RDONLY) : -1;
    if (file < 0 || fstat(file, &status) != 0 || status.st_size == 0)
    {
        return 2;
    }

    const uint8_t *octets = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    if (octets == MAP_FAILED)
    {
        return 2;
    }

    size_t frames[4] = {0}, at = 0, size = (size_t)status.st_size;
    while (size - at >= 12)
    {
        uint32_t type, length;
        memcpy(&type, octets + at, 4);
        memcpy(&length, octets + at + 4, 4);
        if (length < 12 || length > size - at)
        {
            break;
        }

        if (type == 6 && length >= 36)
        {
            uint16_t radiotap;
            memcpy(&radiotap, octets + at + 30, 2);
            if (28u + radiotap < length)
            {
                frames[octets[at + 28 + radiotap] >> 2 & 3]++;
            }
        }

        at += length;
    }

    printf("%zu %zu %zu %zu\n", frames[0], frames[1], frames[2], frames[3]);
    return 0;
}
