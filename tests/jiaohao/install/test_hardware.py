"""What is plugged in is read from /sys, /proc and /dev as Linux writes them."""

from jiaohao.install.hardware import Screen, UsbPrinter, found


def written(root, path, text):
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def test_a_usb_printer_is_known_by_its_interface_class(tmp_path):
    usb = "sys/bus/usb/devices"
    written(tmp_path, f"{usb}/1-2/idVendor", "04b8\n")
    written(tmp_path, f"{usb}/1-2/idProduct", "0e15\n")
    written(tmp_path, f"{usb}/1-2/manufacturer", "EPSON\n")
    written(tmp_path, f"{usb}/1-2/product", "TM-T88V\n")
    written(tmp_path, f"{usb}/1-2:1.0/bInterfaceClass", "07\n")
    written(tmp_path, f"{usb}/1-3:1.0/bInterfaceClass", "03\n")
    assert found(tmp_path).printers == (UsbPrinter(address="04b8:0e15", name="EPSON TM-T88V"),)


def test_serial_ports_are_named_by_what_stays_and_uarts_that_are_not_there_are_left_out(tmp_path):
    written(tmp_path, "dev/serial/by-id/usb-FTDI_FT232R_A50285BI-if00-port0", "")
    written(tmp_path, "sys/class/tty/ttyS0/type", "4\n")
    written(tmp_path, "sys/class/tty/ttyS1/type", "0\n")
    assert found(tmp_path).serial == ("/dev/serial/by-id/usb-FTDI_FT232R_A50285BI-if00-port0", "/dev/ttyS0")


def test_a_number_pad_is_an_input_with_number_keys_and_a_power_button_is_not(tmp_path):
    written(
        tmp_path,
        "proc/bus/input/devices",
        'I: Bus=0019\nN: Name="Power Button"\nB: EV=3\nB: KEY=10000000000000 0\n\n'
        'I: Bus=0003\nN: Name="SIGMACHIP USB Keypad"\nB: EV=120013\nB: KEY=ff9f207ac14057ff febeffdfffefffff fffffffffffffffe\n\n',
    )  # fmt: skip
    assert found(tmp_path).keyboards == ("SIGMACHIP USB Keypad",)


def test_sound_cards_and_screens_are_read(tmp_path):
    written(
        tmp_path,
        "proc/asound/cards",
        " 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n                      HDA Intel PCH at 0xf7d10000 irq 31\n",
    )
    written(tmp_path, "sys/class/drm/card0-HDMI-A-1/status", "connected\n")
    written(tmp_path, "sys/class/drm/card0-HDMI-A-1/modes", "1080x1920\n1024x768\n")
    written(tmp_path, "sys/class/drm/card0-DP-1/status", "disconnected\n")
    seen = found(tmp_path)
    assert seen.sounds == ("HDA Intel PCH",)
    assert seen.screens == (Screen(output="HDMI-A-1", width=1080, height=1920),)


def test_an_empty_machine_has_nothing(tmp_path):
    seen = found(tmp_path)
    assert not (seen.printers or seen.serial or seen.keyboards or seen.sounds or seen.screens)
