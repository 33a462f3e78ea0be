<?php
/**
 * Plugin Name:       Belowline
 * Description:       Shows an article's discussion on Discord in place of its comments.
 * Version:           0.1.0
 * Requires at least: 5.9
 * Requires PHP:      7.4
 * Author:            The Belowline authors
 * License:           MIT
 * License URI:       https://opensource.org/license/mit
 * Text Domain:       belowline
 *
 * MIT is compatible with the GPL, so this file may be used under the terms of WordPress' own licence (GPL-2.0-or-later) too.
 *
 * @package Belowline
 */

defined( 'ABSPATH' ) || exit;

if ( class_exists( 'Belowline', false ) ) {
	// comments_template() includes this file in place of the theme's comments.php.
	Belowline::print_template_part( 'above' );
	if ( '' !== Belowline::$theme_template ) {
		ob_start();
		require Belowline::$theme_template;
		Belowline::print_old( ob_get_clean() );
	}
	Belowline::print_template_part( 'below' );
} else {

	/**
	 * Fetches the comments on the server and prints them where the theme has its own.
	 *
	 * Two themes of WordPress, two ways: a classic theme calls comments_template(), a block theme has a comments block. Either way the
	 * page holds a mark that is replaced when the page is sent: filters that themes run over their blocks, such as shortcodes and
	 * smilies, must not touch what members wrote.
	 */
	final class Belowline {
		const OPTION = 'belowline';

		/** Seconds that a page waits for Belowline. */
		const TIMEOUT = 2;
		/** Seconds in which an article's comments are not asked for again. */
		const FRESH = 3;
		/** Seconds in which a Belowline that did not answer is not asked again. */
		const PAUSE = 20;
		/** Seconds for which the last known comments are kept. */
		const KEPT = DAY_IN_SECONDS;
		/** The largest answer that is taken, in bytes. */
		const MOST = 4 * MB_IN_BYTES;
		/** The longest address of a page that Belowline reads. */
		const LONGEST_ADDRESS = 2000;

		const DOWN    = 'belowline_down';
		const STYLES  = 'belowline_styles';
		const BLOCKS  = array( 'core/comments', 'core/comments-query-loop', 'core/post-comments' );
		const PLACES  = array( 'below', 'above', 'hidden' );
		const UNKNOWN = array( 400, 404, 409, 410 );

		/**
		 * The theme's own comments.php; empty where it is not wanted.
		 *
		 * @var string
		 */
		public static $theme_template = '';

		/**
		 * What this page shows as its comments; null where they are none of our business.
		 *
		 * @var string|null
		 */
		private static $html = null;

		/**
		 * Stands in the page until it is sent.
		 *
		 * @var string
		 */
		private static $mark = '';

		/**
		 * Whether the mark has been printed.
		 *
		 * @var bool
		 */
		private static $printed = false;

		/**
		 * Whether the theme is about to print its own comments.
		 *
		 * @var bool
		 */
		private static $reached = false;

		public static function start() {
			add_filter( 'template_include', array( __CLASS__, 'begin' ), PHP_INT_MAX );
			add_filter( 'comments_template', array( __CLASS__, 'take_template' ), PHP_INT_MAX );
			add_filter( 'pre_render_block', array( __CLASS__, 'take_block' ), PHP_INT_MAX, 2 );
			add_filter( 'render_block', array( __CLASS__, 'add_to_block' ), PHP_INT_MAX, 2 );
			add_filter( 'comments_open', array( __CLASS__, 'are_open' ), PHP_INT_MAX, 2 );
			add_action( 'admin_menu', array( __CLASS__, 'add_page' ) );
			add_action( 'admin_init', array( __CLASS__, 'add_settings' ) );
			add_filter( 'plugin_action_links_' . plugin_basename( __FILE__ ), array( __CLASS__, 'add_link' ) );
			register_activation_hook( __FILE__, array( __CLASS__, 'activate' ) );
		}

		/* The page */

		/**
		 * Looks for the comments of the page before its theme begins.
		 *
		 * @param string $template Path of the theme's template.
		 * @return string
		 */
		public static function begin( $template ) {
			$post = get_queried_object();
			if ( ! is_singular() || is_preview() || ! $post instanceof WP_Post ) {
				return $template;
			}
			self::$html = self::html_for( $post );
			if ( null !== self::$html ) {
				self::$mark = '<!--' . wp_generate_uuid4() . '-->';
				ob_start( array( __CLASS__, 'fill' ) );
			}
			return $template;
		}

		/**
		 * Puts the comments where the mark stands.
		 *
		 * @param string $page What is about to be sent.
		 * @return string
		 */
		public static function fill( $page ) {
			return str_replace( self::$mark, self::$html, $page );
		}

		/**
		 * Has this file included by a classic theme, in place of its comments.php.
		 *
		 * @param string $template Path of the theme's comments.php.
		 * @return string
		 */
		public static function take_template( $template ) {
			if ( null === self::$html || self::$printed || get_the_ID() !== get_queried_object_id() || self::is_block_theme() ) {
				return $template;
			}
			self::$reached        = true;
			self::$theme_template = self::keeps_old( get_the_ID() ) ? $template : '';
			return __FILE__;
		}

		/**
		 * Prints the comments if this is their place.
		 *
		 * @param string $old Where the old comments are then, 'above' or 'below'.
		 */
		public static function print_template_part( $old ) {
			if ( self::goes_before_old() === ( 'above' === $old ) ) {
				echo self::box( 'comments-area default-max-width' ); // phpcs:ignore WordPress.Security.EscapeOutput -- HTML of our own server.
			}
		}

		/**
		 * Prints what the theme made of the old comments, without its note that comments are closed: the discussion beside them is not.
		 *
		 * @param string $html The theme's.
		 */
		public static function print_old( $html ) {
			echo preg_replace( '#<p class="(no-comments|nocomments)">[^<]*</p>#', '', $html ); // phpcs:ignore WordPress.Security.EscapeOutput -- the theme's.
		}

		/**
		 * Answers a comments block of which nothing of the theme's is wanted.
		 *
		 * @param string|null $content What the block shall be; null for what it is.
		 * @param array       $block   The block.
		 * @return string|null
		 */
		public static function take_block( $content, $block ) {
			if ( ! self::is_ours( $block ) ) {
				return $content;
			}
			self::$reached = true;
			return self::keeps_old( get_queried_object_id() ) ? $content : self::box( 'wp-block-comments' );
		}

		/**
		 * Adds the comments to a comments block that shows the old ones.
		 *
		 * @param string $content What the block is.
		 * @param array  $block   The block.
		 * @return string
		 */
		public static function add_to_block( $content, $block ) {
			if ( ! self::is_ours( $block ) ) {
				return $content;
			}
			$box = self::box( 'wp-block-comments' );
			return self::goes_before_old() ? $box . $content : $content . $box;
		}

		/**
		 * Closes the form for new comments. A classic theme asks first whether there is anything to show, and gets a yes.
		 *
		 * @param bool $open    Whether it is open.
		 * @param int  $post_id The post.
		 * @return bool
		 */
		public static function are_open( $open, $post_id ) {
			if ( null !== self::$html && get_queried_object_id() === (int) $post_id ) {
				return ! self::$reached && ! self::is_block_theme();
			}
			// Outside a page this is asked when a comment comes in. Lists of posts ask it too: they must not wait.
			if ( ! $open || did_action( 'wp' ) || is_admin() ) {
				return $open;
			}
			$post = get_post( $post_id );
			return ! $post || null === self::html_for( $post );
		}

		/**
		 * The mark, within an element that takes the theme's width for comments.
		 *
		 * @param string $classes Names that themes know.
		 * @return string
		 */
		private static function box( $classes ) {
			self::$printed = true;
			$id            = self::keeps_old( get_queried_object_id() ) ? 'belowline' : 'comments';
			return sprintf( '<div id="%s" class="%s">%s</div>', $id, esc_attr( $classes ), self::$mark );
		}

		private static function is_ours( $block ) {
			return null !== self::$html && ! self::$printed && in_array( $block['blockName'] ?? '', self::BLOCKS, true );
		}

		private static function is_block_theme() {
			return function_exists( 'wp_is_block_theme' ) && wp_is_block_theme();
		}

		private static function keeps_old( $post_id ) {
			return 'hidden' !== self::settings()['old'] && (int) get_comments_number( $post_id ) > 0;
		}

		private static function goes_before_old() {
			return 'above' !== self::settings()['old'];
		}

		/* What Belowline says */

		/**
		 * What a post shows as its comments; null where WordPress' own stay.
		 *
		 * @param WP_Post $post The post.
		 * @return string|null
		 */
		private static function html_for( $post ) {
			$address = self::settings()['address'];
			if ( '' === $address || 'publish' !== $post->post_status || '' !== $post->post_password || ! post_type_supports( $post->post_type, 'comments' ) ) {
				return null;
			}
			$url = get_permalink( $post );
			if ( ! $url || strlen( $url ) > self::LONGEST_ADDRESS ) {
				return null;
			}
			$known = self::known( $address, $url );
			if ( null !== $known ) {
				return $known['html'];
			}
			if ( 'open' !== $post->comment_status ) {
				return null;
			}
			if ( ! defined( 'DONOTCACHEPAGE' ) ) {
				define( 'DONOTCACHEPAGE', true ); // Plugins that keep whole pages know this name.
			}
			return '<p class="belowline-away">' . esc_html__( 'The comments cannot be shown right now.', 'belowline' ) . '</p>';
		}

		/**
		 * What Belowline says of a page, or last said of it: `html` is null where it knows no such article. Null when nothing is known.
		 *
		 * @param string $address Of Belowline.
		 * @param string $url     Of the page.
		 * @return array{etag: string, html: string|null}|null
		 */
		private static function known( $address, $url ) {
			$key    = 'belowline_' . md5( $address . ' ' . $url );
			$kept   = get_transient( $key );
			$kept   = is_array( $kept ) ? $kept : null;
			$recent = get_transient( $key . '_asked' );
			if ( false !== get_transient( self::DOWN ) || ( $kept && 'failed' === $recent ) ) {
				return self::without_belowline( $kept );
			}
			if ( $kept && false !== $recent ) {
				return $kept;
			}
			set_transient( $key . '_asked', 'asked', self::FRESH ); // Before the answer: no second reader waits for it.
			$answer = self::get( self::embed_address( $address, $url ), $kept ? $kept['etag'] : '' );
			$read   = self::read( $answer, $kept );
			if ( is_wp_error( $read ) ) {
				if ( is_wp_error( $answer ) ) {
					set_transient( self::DOWN, $read->get_error_message(), self::PAUSE );
				} else {
					set_transient( $key . '_asked', 'failed', self::PAUSE );
				}
				return self::without_belowline( $kept );
			}
			set_transient( $key, $read, self::KEPT );
			self::keep_styles( $address );
			return $read;
		}

		private static function embed_address( $address, $url ) {
			return $address . '/embed?url=' . rawurlencode( $url );
		}

		private static function get( $address, $etag = '' ) {
			$headers = '' === $etag ? array() : array( 'If-None-Match' => $etag );
			return wp_remote_get(
				$address,
				array(
					'timeout'             => self::TIMEOUT,
					'redirection'         => 0,
					'limit_response_size' => self::MOST,
					'headers'             => $headers,
				)
			);
		}

		/**
		 * What an answer says, or why it says nothing.
		 *
		 * @param array|WP_Error $answer The answer.
		 * @param array|null     $kept   What was known before.
		 * @return array|WP_Error
		 */
		private static function read( $answer, $kept ) {
			if ( is_wp_error( $answer ) ) {
				return $answer;
			}
			$status = (int) wp_remote_retrieve_response_code( $answer );
			if ( 304 === $status && $kept ) {
				return $kept;
			}
			$html = wp_remote_retrieve_body( $answer );
			// What a proxy answers in Belowline's place is no answer of Belowline.
			if ( false !== strpos( $html, '<div class="belowline"' ) && strlen( $html ) < self::MOST ) {
				if ( 200 === $status ) {
					$etag = wp_remote_retrieve_header( $answer, 'etag' );
					return array(
						'etag' => is_string( $etag ) ? $etag : '',
						'html' => $html,
					);
				}
				if ( in_array( $status, self::UNKNOWN, true ) ) {
					return array(
						'etag' => '',
						'html' => null,
					);
				}
			}
			/* translators: %d: an HTTP status such as 502 */
			return new WP_Error( 'belowline', sprintf( __( 'The answer has status %d and is not Belowline’s.', 'belowline' ), $status ) );
		}

		/**
		 * Keeps the style sheet, so that the last known comments need nothing of a Belowline that is away.
		 *
		 * @param string $address Of Belowline.
		 */
		private static function keep_styles( $address ) {
			$kept = get_transient( self::STYLES );
			if ( is_array( $kept ) && $kept['address'] === $address && $kept['at'] > time() - self::KEPT ) {
				return;
			}
			$answer = self::get( $address . '/embed.css' );
			$css    = wp_remote_retrieve_body( $answer );
			if ( 200 === (int) wp_remote_retrieve_response_code( $answer ) && strlen( $css ) < self::MOST && false === strpos( $css, '</' ) ) {
				$at = time();
				set_transient( self::STYLES, compact( 'address', 'at', 'css' ), 2 * self::KEPT );
			}
		}

		private static function without_belowline( $known ) {
			$kept = get_transient( self::STYLES );
			if ( ! $known || null === $known['html'] || ! is_array( $kept ) ) {
				return $known;
			}
			$style         = '<style>' . $kept['css'] . '</style>';
			$known['html'] = preg_replace_callback(
				'/<link rel="stylesheet"[^>]*>/',
				static function () use ( $style ) {
					return $style;
				},
				$known['html'],
				1
			);
			return $known;
		}

		/* Settings */

		/**
		 * The settings, also where something else wrote into them.
		 *
		 * @return array{address: string, old: string}
		 */
		private static function settings() {
			$given   = get_option( self::OPTION );
			$given   = is_array( $given ) ? $given : array();
			$address = $given['address'] ?? '';
			$old     = $given['old'] ?? '';
			return array(
				'address' => is_string( $address ) ? $address : '',
				'old'     => in_array( $old, self::PLACES, true ) ? $old : self::PLACES[0],
			);
		}

		public static function add_settings() {
			register_setting( self::OPTION, self::OPTION, array( 'sanitize_callback' => array( __CLASS__, 'checked' ) ) );
		}

		public static function add_page() {
			add_options_page( 'Belowline', 'Belowline', 'manage_options', self::OPTION, array( __CLASS__, 'print_page' ) );
		}

		public static function add_link( $links ) {
			$page = admin_url( 'options-general.php?page=' . self::OPTION );
			return array_merge( array( sprintf( '<a href="%s">%s</a>', esc_url( $page ), esc_html__( 'Settings', 'belowline' ) ) ), $links );
		}

		/**
		 * The settings as they are kept; an address that cannot be Belowline's leaves the one that was there.
		 *
		 * @param mixed $given What was sent.
		 * @return array{address: string, old: string}
		 */
		public static function checked( $given ) {
			$settings = self::settings();
			$given    = is_array( $given ) ? $given : array();
			if ( in_array( $given['old'] ?? null, self::PLACES, true ) ) {
				$settings['old'] = $given['old'];
			}
			$address = self::address_from( $given['address'] ?? '' );
			if ( null === $address ) {
				add_settings_error( self::OPTION, 'address', __( 'The address was not saved: it must begin with https:// or http://, such as https://comments.example.com, without a name, a password or parameters.', 'belowline' ) );
			} else {
				$settings['address'] = $address;
			}
			delete_transient( self::DOWN );
			return $settings;
		}

		/**
		 * An address without a slash at its end; null for what cannot be one.
		 *
		 * @param mixed $given What was typed.
		 * @return string|null
		 */
		private static function address_from( $given ) {
			$text = is_string( $given ) ? untrailingslashit( trim( $given ) ) : '-';
			if ( '' === $text ) {
				return '';
			}
			$parts = filter_var( $text, FILTER_VALIDATE_URL ) ? wp_parse_url( $text ) : false;
			if ( ! $parts || ! in_array( strtolower( $parts['scheme'] ), array( 'http', 'https' ), true ) ) {
				return null;
			}
			if ( isset( $parts['user'] ) || isset( $parts['pass'] ) || isset( $parts['query'] ) || isset( $parts['fragment'] ) ) {
				return null;
			}
			return esc_url_raw( $text ) === $text ? $text : null;
		}

		public static function print_page() {
			if ( ! current_user_can( 'manage_options' ) ) {
				return;
			}
			$settings = self::settings();
			$places   = array(
				'below'  => __( 'below the discussion', 'belowline' ),
				'above'  => __( 'above the discussion', 'belowline' ),
				'hidden' => __( 'nowhere', 'belowline' ),
			);
			?>
			<div class="wrap">
				<h1>Belowline</h1>
				<form action="options.php" method="post">
					<?php settings_fields( self::OPTION ); ?>
					<table class="form-table" role="presentation">
						<tr>
							<th scope="row"><label for="belowline-address"><?php esc_html_e( 'Address of Belowline', 'belowline' ); ?></label></th>
							<td>
								<input type="url" class="regular-text code" id="belowline-address" name="belowline[address]" value="<?php echo esc_attr( $settings['address'] ); ?>" placeholder="https://comments.example.com" aria-describedby="belowline-state">
								<p class="description" id="belowline-state"><?php echo esc_html( self::state( $settings['address'] ) ); ?></p>
							</td>
						</tr>
						<tr>
							<th scope="row"><label for="belowline-old"><?php esc_html_e( 'Comments from before', 'belowline' ); ?></label></th>
							<td>
								<select id="belowline-old" name="belowline[old]" aria-describedby="belowline-old-note">
									<?php foreach ( $places as $place => $label ) : ?>
										<option value="<?php echo esc_attr( $place ); ?>" <?php selected( $settings['old'], $place ); ?>><?php echo esc_html( $label ); ?></option>
									<?php endforeach; ?>
								</select>
								<p class="description" id="belowline-old-note"><?php esc_html_e( 'Where readers see the comments that WordPress has. Nothing is deleted.', 'belowline' ); ?></p>
							</td>
						</tr>
					</table>
					<?php submit_button(); ?>
				</form>
			</div>
			<?php
		}

		/**
		 * Whether Belowline answers, in one sentence.
		 *
		 * @param string $address Of Belowline.
		 * @return string
		 */
		private static function state( $address ) {
			if ( '' === $address ) {
				return __( 'Without an address, all comments stay as they are.', 'belowline' );
			}
			$read = self::read( self::get( self::embed_address( $address, home_url( '/' ) ) ), null );
			if ( ! is_wp_error( $read ) ) {
				return __( 'Belowline answers.', 'belowline' );
			}
			/* translators: %s: a sentence that says why */
			return sprintf( __( 'Belowline does not answer: %s', 'belowline' ), $read->get_error_message() );
		}

		public static function activate() {
			register_uninstall_hook( __FILE__, array( __CLASS__, 'uninstall' ) );
		}

		/** Leaves nothing behind: neither settings nor what members wrote. */
		public static function uninstall() {
			global $wpdb;
			delete_option( self::OPTION );
			foreach ( array( '_transient_belowline_', '_transient_timeout_belowline_' ) as $start ) {
				// phpcs:ignore WordPress.DB.DirectDatabaseQuery
				$wpdb->query( $wpdb->prepare( "DELETE FROM $wpdb->options WHERE option_name LIKE %s", $wpdb->esc_like( $start ) . '%' ) );
			}
		}
	}

	Belowline::start();
}
